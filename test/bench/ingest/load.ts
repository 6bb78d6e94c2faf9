/**
 * The load: signed webhooks over connections that stay open, each sending its next as soon as the last is answered. A
 * process of its own, on bare sockets, so that it takes as little of the machine as it can from whoever is measured.
 */
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { type Socket, connect } from "node:net";

export interface LoadOrder {
  port: number;
  secret: string;
  connections: number;
  seconds: number;
}

export interface LoadResult {
  /** Answered 200 within the time. */
  acknowledged: number;
  /** Answered otherwise. */
  refused: number;
  seconds: number;
  p50: number;
  p99: number;
}

/** Different items of several shops, signed beforehand: signing is Shopify's work. */
const BODIES = 1_000;
const SHOPS = 10;

process.on("message", (order: LoadOrder) => void load(order).then((result) => process.send?.(result)));
process.once("disconnect", () => process.exit());

async function load(order: LoadOrder): Promise<LoadResult> {
  const heads = Array.from({ length: BODIES }, (_, at) => request(order, at));
  const run = randomUUID();
  const latencies: number[] = [];
  let sent = 0;
  let refused = 0;
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => open(order.port)));
  const started = performance.now();
  const end = started + order.seconds * 1_000;

  const converse = async (socket: Socket): Promise<void> => {
    let heard = "";
    let sentAt = 0;
    const next = () => {
      const { head, body } = heads[sent % BODIES] ?? { head: "", body: "" };
      sent += 1;
      sentAt = performance.now();
      socket.write(`${head}x-shopify-webhook-id: ${run}-${sent}\r\n\r\n${body}`);
    };
    await new Promise<void>((resolve, reject) => {
      socket.once("close", () => reject(new Error("the server hung up")));
      socket.on("data", (chunk) => {
        heard += chunk.toString("latin1");
        const status = statusOf(heard);
        if (status === undefined) return;
        heard = "";
        const now = performance.now();
        if (now > end) return resolve();
        if (status === 200) latencies.push(now - sentAt);
        else refused += 1;
        next();
      });
      next();
    });
  };
  await Promise.all(sockets.map(converse));
  for (const socket of sockets) socket.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * latencies.length)] ?? NaN;
  return { acknowledged: latencies.length, refused, seconds: order.seconds, p50: at(0.5), p99: at(0.99) };
}

/** All of a request but its delivery id, which is new each time; Shopify does not sign it. */
function request({ secret }: LoadOrder, at: number): { head: string; body: string } {
  const body = JSON.stringify({
    inventory_item_id: 49_148_385_000 + at,
    location_id: 655_441_491,
    available: at % 90,
    updated_at: "2026-11-21T12:00:00+03:00",
  });
  const headers = {
    host: "127.0.0.1",
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": "inventory_levels/update",
    "x-shopify-shop-domain": `bench-${at % SHOPS}.myshopify.com`,
    "x-shopify-api-version": "2026-10",
    "x-shopify-event-id": randomUUID(),
    "x-shopify-triggered-at": "2026-11-21T09:00:00.123456789Z",
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return { head: `POST /webhooks HTTP/1.1\r\n${lines.join("")}`, body };
}

/** The status, once the answer is complete. */
function statusOf(text: string): number | undefined {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= head + 4 + length ? Number(text.slice(9, 12)) : undefined;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return socket;
}
