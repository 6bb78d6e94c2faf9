import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

import { API_VERSION } from "../admin/schema";
import type { Context } from "../admin/context";
import type { App } from "../app";
import { gid } from "../gid";
import type { Misbehaviour } from "../misbehaviour";
import type { Shopfront } from "../shopfront";
import { sendBulkFile } from "./bulk-file";
import type { CallLog } from "./call-log";
import { answerGraphql } from "./graphql";
import { accessToken } from "./oauth";

export interface ServerParts {
  app: App;
  front: (domain: string) => Shopfront | undefined;
  context: (front: Shopfront) => Context;
  misbehaviour: Misbehaviour;
  log: CallLog;
}

/** The HTTP face of the stand-in. Which shop is meant is said by X-Forwarded-Host, as the redirect sets it, or by Host. */
export function createShopifyServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { errors: `stand-in: ${String(error)}` });
      else response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://stand-in");
  const file = /^\/bulk\/([^/]+)\/(\d+)\.jsonl$/.exec(url.pathname);
  if (file && request.method === "GET") {
    const shop = parts.front(file[1] ?? "")?.shop;
    const record = shop?.bulkOperations.get(gid("BulkOperation", file[2] ?? ""));
    if (!shop || !record) return sendJson(response, 404, { errors: "Not Found" });
    return sendBulkFile(response, record, parts.misbehaviour);
  }
  const domain = String(request.headers["x-forwarded-host"] ?? request.headers.host ?? "").split(":")[0] ?? "";
  const front = parts.front(domain);
  if (!front || request.method !== "POST") return sendJson(response, 404, { errors: "Not Found" });
  if (url.pathname === "/admin/oauth/access_token") {
    const answer = accessToken(front, parts.app, await readForm(request));
    const at = front.shop.clock.now();
    parts.log.add({ shop: domain, operation: "oauth", variables: {}, status: answer.status, cost: 0, errors: [], at });
    return sendJson(response, answer.status, answer.body);
  }
  if (url.pathname !== `/admin/api/${API_VERSION}/graphql.json`)
    return sendJson(response, 404, { errors: "Not Found" });
  return graphql(parts, front, request, response);
}

async function graphql(
  parts: ServerParts,
  front: Shopfront,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseJson(await readText(request));
  const token = String(request.headers["x-shopify-access-token"] ?? "");
  if (!front.installed || !front.tokens.accepts(token)) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return sendJson(response, 401, { errors });
  }
  if (typeof body?.["query"] !== "string")
    return sendJson(response, 400, { errors: { query: "Required parameter missing" } });
  const answer = answerGraphql(parts, front, {
    query: body["query"],
    variables: (body["variables"] ?? {}) as Record<string, unknown>,
    operationName: typeof body["operationName"] === "string" ? body["operationName"] : undefined,
  });
  const { delayMs } = parts.misbehaviour.current;
  if (delayMs) await wait(delayMs);
  if (answer.kind === "cut") return void request.socket.destroy();
  sendJson(response, answer.status, answer.body, answer.headers);
}

async function readForm(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  return parseJson(text) ?? Object.fromEntries(new URLSearchParams(text));
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

let requests = 0;

function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  requests += 1;
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
    "x-request-id": `stand-in-${requests}`,
    "x-shopify-api-version": API_VERSION,
    ...headers,
  });
  response.end(text);
}
