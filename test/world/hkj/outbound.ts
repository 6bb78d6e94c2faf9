import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

import type { HkjBehaviour } from "./options";
import type { HkjOrder, HkjShop, OutboundAttempt } from "./shop-state";

/** How HKJ goes about a call to the connector. */
export interface SendPolicy {
  /** Tries until a 2xx or 4xx answer; 5 unless told. */
  attempts?: number;
  /** Longest wait between two tries, whatever Retry-After says; 200 ms unless told. */
  maxWaitMs?: number;
  timeoutMs?: number;
  /** The same call this many times at once; 1 unless told. */
  atOnce?: number;
  /** The same call this many times more after an answer came. */
  repeats?: number;
  /** Another signature header; null sends none. */
  signature?: string | null;
}

/** Signs and posts one envelope as the policy says. Every try is recorded with the order. */
export async function send(
  shop: HkjShop,
  behaviour: HkjBehaviour,
  envelope: Record<string, unknown>,
  policy: SendPolicy,
  order?: HkjOrder,
): Promise<OutboundAttempt[]> {
  const body = JSON.stringify(envelope);
  const made: OutboundAttempt[] = [];
  const once = async () => {
    for (let left = policy.attempts ?? 5; left > 0; left -= 1) {
      const attempt = await post(shop, behaviour, body, policy);
      made.push(attempt);
      order?.attempts.push(attempt);
      if (order) noteAnswer(order, attempt);
      if (attempt.status !== null && attempt.status < 500 && attempt.status !== 429) return;
      const asked = Number(attempt.retryAfter ?? "0") * 1000;
      if (left > 1) await delay(Math.min(policy.maxWaitMs ?? 200, asked || 50));
    }
  };
  await Promise.all(Array.from({ length: policy.atOnce ?? 1 }, once));
  for (let left = policy.repeats ?? 0; left > 0; left -= 1) await once();
  return made;
}

/** X-Signature over these bytes: HMAC-SHA256 in the encoding this HKJ uses. */
export function sign(secret: string, body: string, scheme: HkjBehaviour["signature"], seconds = 1_700_000_000): string {
  const mac = (text: string) => createHmac("sha256", secret).update(text, "utf8");
  if (scheme === "base64") return mac(body).digest("base64");
  if (scheme === "sha256-hex") return `sha256=${mac(body).digest("hex")}`;
  if (scheme === "timestamped") return `t=${seconds},v1=${mac(`${seconds}.${body}`).digest("hex")}`;
  return mac(body).digest("hex");
}

async function post(
  shop: HkjShop,
  behaviour: HkjBehaviour,
  body: string,
  policy: SendPolicy,
): Promise<OutboundAttempt> {
  if (!shop.outboundUrl) throw new Error(`${shop.name} has registered no outbound URL`);
  const signature =
    policy.signature === undefined ? sign(shop.signingSecret, body, behaviour.signature) : policy.signature;
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    const response = await fetch(shop.outboundUrl, {
      method: "POST",
      headers: { "content-type": "application/json", ...(signature !== null && { "x-signature": signature }) },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(policy.timeoutMs ?? 10_000),
    });
    const text = await response.text();
    return { status: response.status, body: text, retryAfter: response.headers.get("retry-after"), ms: ms() };
  } catch {
    return { status: null, body: "", retryAfter: null, ms: ms() };
  }
}

/** HKJ takes the connector's order id from a 2xx answer and keeps the first. */
function noteAnswer(order: HkjOrder, attempt: OutboundAttempt): void {
  if (attempt.status === null || attempt.status < 200 || attempt.status > 299) return;
  const answer = JSON.parse(attempt.body) as Record<string, unknown>;
  const id = answer["order_id"] ?? answer["external_order_id"] ?? answer["external_id"];
  if (typeof id !== "string") return;
  order.externalId ??= id;
  order.answeredIds.push(id);
}
