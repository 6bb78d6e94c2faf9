import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

import { applyEvent } from "./apply-event";
import { pollBulk, startBulk } from "./bulk";
import type { Misbehaviour, Misbehaviours } from "./misbehaviour";
import type { HkjBehaviour } from "./options";
import type { HkjResult, HkjShop, ReceivedEvent } from "./shop-state";

export interface ServerParts {
  behaviour: HkjBehaviour;
  misbehaviours: Misbehaviours;
  shopOf(apiKey: string): HkjShop | undefined;
  now(): number;
  onReceived(shop: HkjShop, event: ReceivedEvent): void;
  onRequest(method: string, path: string): void;
  onPost(url: string, body: string): void;
}

interface Answer {
  status: number;
  body: unknown;
}

/** HKJ's three endpoints, as its API reference tells them. */
export async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://hkj");
  const path = url.pathname.replace(/^\/api/, "");
  parts.onRequest(request.method ?? "", path);
  const body = await readBody(request);
  if (request.method === "POST") parts.onPost(`${path}${url.search}`, body);
  const rule = parts.misbehaviours.next(path.startsWith("/integration/bulk") ? "bulk" : "events");
  if (rule?.delayMs) await delay(rule.delayMs);
  if (rule?.cut) return void request.socket.destroy();
  if (rule?.status !== undefined)
    return reply(response, rule.status, rule.body ?? { detail: "not now" }, rule.retryAfter);
  const answer = answerOf(parts, request, { url, path, body }, rule);
  if (rule?.dropAnswer) return void request.socket.destroy();
  if (rule?.garble) return reply(response, 200, "<html><body>Welcome</body></html>");
  reply(response, answer.status, answer.body);
}

function answerOf(
  parts: ServerParts,
  request: IncomingMessage,
  { url, path, body }: { url: URL; path: string; body: string },
  rule: Misbehaviour | undefined,
): Answer {
  const shop = parts.shopOf(String(request.headers["x-api-key"] ?? ""));
  if (!shop) return { status: 401, body: { detail: "Missing or unknown X-API-Key." } };
  if (!shop.enabled) return { status: 403, body: { detail: "The integration is disabled." } };
  const batch = /^\/integration\/bulk\/([^/]+)$/.exec(path)?.[1];
  if (request.method === "POST" && path === "/integration/events") return ingest(parts, shop, body, rule);
  if (request.method === "POST" && path === "/integration/bulk") {
    const started = startBulk(shop, parts.behaviour, url.searchParams.get("format") ?? "json", body);
    if (!started) return { status: 400, body: { detail: "The file is empty or cannot be parsed." } };
    const { batch_id, status, total_rows } = started;
    return { status: 202, body: { batch_id, status, total_rows } };
  }
  const found = request.method === "GET" && batch !== undefined ? pollBulk(shop, batch) : undefined;
  return found
    ? { status: 200, body: found }
    : { status: 404, body: { detail: "No such batch for your integration." } };
}

function ingest(parts: ServerParts, shop: HkjShop, body: string, rule: Misbehaviour | undefined): Answer {
  const parsed = parseJson(body);
  if (parsed === undefined) return { status: 400, body: { detail: "Body is not valid JSON." } };
  const envelopes = Array.isArray(parsed) ? parsed : [parsed];
  if (envelopes.length > parts.behaviour.maxEvents || Buffer.byteLength(body) > parts.behaviour.maxBytes) {
    return { status: 413, body: { detail: "The batch is too large." } };
  }
  const results = envelopes.map((envelope: unknown) => {
    const at = parts.now();
    const result = applyEvent(shop, parts.behaviour, envelope, at);
    parts.onReceived(shop, { at, envelope: envelope as Record<string, unknown>, result });
    return result;
  });
  const count = (status: HkjResult["status"]) => results.filter((result) => result.status === status).length;
  const summary = {
    received: results.length,
    applied: count("applied"),
    skipped: count("skipped"),
    duplicate: count("duplicate"),
    error: count("error"),
  };
  const told = results
    .slice(0, results.length - (rule?.loseResults ?? 0))
    .map((result) => (rule?.hideEventIds ? { ...result, event_id: undefined } : result));
  return { status: 200, body: { results: told, summary } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function reply(response: ServerResponse, status: number, body: unknown, retryAfter?: string | number): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json";
  const wait = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  response.writeHead(status, { "content-type": type, ...wait }).end(text);
}
