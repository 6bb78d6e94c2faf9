import { z } from "zod";

import { type ShopDomain, shopDomain } from "../canonical/ids";
import { equalInConstantTime, hmacSha256 } from "../platform/crypto";
import { instantOf } from "../platform/instant";

export interface IncomingWebhook {
  rawBody: Buffer;
  /** As Node gives them: names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type ReadWebhook =
  | {
      ok: true;
      shop: ShopDomain;
      /** "products/update". */
      topic: string;
      /** The same at every try of this delivery. */
      webhookId: string;
      triggeredAt: Date | null;
      apiVersion: string | null;
    }
  | { ok: false; status: 400 | 401; code: "webhook.hmac" | "webhook.headers" };

// Headers are not under the HMAC. They go into indexed columns, so their size is bounded here.
const named = z.object({
  shop: z.string().toLowerCase().pipe(shopDomain),
  topic: z
    .string()
    .regex(/^[a-z0-9_]+(\/[a-z0-9_]+)+$/)
    .max(100),
  webhookId: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .max(128),
  apiVersion: z.string().max(20).nullable(),
});
const instant = z.iso.datetime({ offset: true });

/**
 * Checks and reads one webhook of Shopify (shopify.dev, "Deliver webhooks through HTTPS"): the HMAC-SHA256 of the body
 * under the app's secret stands in base64 in X-Shopify-Hmac-Sha256. Tokens are not touched: a shop that removed the app
 * must still be heard. The body is not read here; what is signed is stored, whatever it is.
 */
export function readWebhook({ rawBody, headers }: IncomingWebhook, secret: string): ReadWebhook {
  const header = (name: string): string | undefined => {
    const value = headers[`x-shopify-${name}`];
    return typeof value === "string" ? value : undefined;
  };
  const hmac = header("hmac-sha256");
  if (!hmac || !equalInConstantTime(hmacSha256(secret, rawBody), Buffer.from(hmac, "base64"))) {
    return { ok: false, status: 401, code: "webhook.hmac" };
  }
  const read = named.safeParse({
    shop: header("shop-domain"),
    topic: header("topic"),
    webhookId: header("webhook-id"),
    apiVersion: header("api-version") ?? null,
  });
  if (!read.success) return { ok: false, status: 400, code: "webhook.headers" };
  const triggeredAt = instant.safeParse(header("triggered-at"));
  return { ok: true, ...read.data, triggeredAt: triggeredAt.success ? instantOf(triggeredAt.data) : null };
}
