import type { IncomingMessage, ServerResponse } from "node:http";

import type { Effects } from "../platform/effects";
import type { Env } from "../platform/env";
import { readWebhook } from "../shopify/webhook";
import { readRawBody } from "./raw-body";
import { createWebhookStore } from "./store-webhooks";

const BODY_LIMIT = 5 * 1024 * 1024;
/** All bodies together that nobody has vouched for yet: a thousand slow strangers could hold all memory otherwise. */
const MOST_HELD_BYTES = 64 * 1024 * 1024;
/** Shopify gives up after five seconds (shopify.dev, "Deliver webhooks through HTTPS"). */
const ANSWER_LIMIT_MS = 4_500;

type Needs = Pick<Effects, "pool" | "clock" | "log" | "metrics">;

/** Plain Node: what stands before the pages costs more than this door does, and it gives a webhook nothing. */
export type WebhookDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * POST /webhooks, every topic of Shopify, the compliance topics too. What is signed is stored, once, whatever its topic
 * or body; the answer is 200 only after the commit, also to a repeat. 401 bad or missing HMAC, 400 unreadable headers,
 * 413 over 5 MB, 503 when it could not be stored, or too much comes at once: Shopify then comes again.
 */
export function createWebhookDoor(
  effects: Needs,
  env: Pick<Env, "SHOPIFY_API_SECRET">,
  mostHeldBytes = MOST_HELD_BYTES,
): WebhookDoor {
  const { clock, log, metrics } = effects;
  const count = (outcome: string, times = 1) => {
    if (times > 0) metrics.deliveriesReceived.inc({ source: "shopify", outcome }, times);
  };
  const webhooks = createWebhookStore(effects.pool, (fresh, repeated) => {
    count("stored", fresh);
    count("repeated", repeated);
  });

  let held = 0;

  return async (request, response) => {
    const receivedAt = clock.now();
    // Whoever does not even sign is not listened to.
    if (!request.headers["x-shopify-hmac-sha256"]) {
      return refuse(response.setHeader("connection", "close"), 401, "webhook.hmac");
    }
    const release = hold(request, () => {
      if (response.writableEnded) return;
      response.once("finish", () => request.destroy());
      refuse(response.setHeader("connection", "close").setHeader("retry-after", "5"), 503, "webhook.too_many");
    });
    const rawBody = await readRawBody(request, BODY_LIMIT)
      .catch(() => "gone" as const)
      .finally(release);
    if (rawBody === "gone" || response.writableEnded) return void response.destroy();
    if (!rawBody) return refuse(response.setHeader("connection", "close"), 413, "webhook.too_large");
    const read = readWebhook({ rawBody, headers: request.headers }, env.SHOPIFY_API_SECRET);
    if (!read.ok) return refuse(response, read.status, read.code);
    const { shop, topic, webhookId: deliveryId, triggeredAt } = read;
    try {
      await within(
        ANSWER_LIMIT_MS,
        webhooks.store({ shop, deliveryId, topic, triggeredAt, body: asText(rawBody), receivedAt }),
      );
      response.end();
    } catch (error) {
      count("failed");
      log.error({ shop, topic, deliveryId, reason: String(error) }, "webhooks: not stored");
      answer(response, 503, "webhook.not_stored");
    }
  };

  /** Counts what is read of a body beside who reads it, until that is done. */
  function hold(request: IncomingMessage, tooMuch: () => void): () => void {
    let own = 0;
    const onData = (chunk: Buffer) => {
      own += chunk.length;
      held += chunk.length;
      if (held > mostHeldBytes) tooMuch();
    };
    request.on("data", onData);
    return () => {
      request.off("data", onData);
      held -= own;
      own = 0;
    };
  }

  function refuse(response: ServerResponse, status: number, code: string): void {
    count("refused");
    answer(response, status, code);
  }
}

function answer(response: ServerResponse, status: number, error: string): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/json").end(JSON.stringify({ error }));
}

/** PostgreSQL's text holds neither broken UTF-8 nor NUL; Shopify sends neither, a replacement character tells. */
function asText(rawBody: Buffer): string {
  return rawBody.toString("utf8").replaceAll("\0", "\ufffd");
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
