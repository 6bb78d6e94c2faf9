import { z } from "zod";

import { type ShopDomain, shopDomain } from "../canonical/ids";
import { equalInConstantTime, hmacSha256 } from "../platform/crypto";

const payload = z.object({ dest: z.url() });

const header = z.object({ alg: z.literal("HS256") });
const claims = z.object({ iss: z.url(), dest: z.url(), aud: z.string(), exp: z.number(), nbf: z.number() });
/** Clocks differ; Shopify's own library allows as much. */
const LEEWAY_SECONDS = 10;

export interface AppKeys {
  SHOPIFY_API_KEY: string;
  SHOPIFY_API_SECRET: string;
}

/**
 * The shop of a session token in full: signed with the app's secret, for this app, not expired, not of the future, and
 * issued by the shop it is for (shopify.dev, "Session tokens": verify the claims).
 * @param authorization the header as it came.
 * @returns undefined for anything else; why is nobody's business.
 */
export function shopOfSessionToken(
  authorization: string | undefined,
  keys: AppKeys,
  now: Date,
): ShopDomain | undefined {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || !isSigned(head, body, signature, keys.SHOPIFY_API_SECRET)) return undefined;
  try {
    header.parse(readPart(head));
    const { iss, dest, aud, exp, nbf } = claims.parse(readPart(body));
    const seconds = now.getTime() / 1000;
    if (aud !== keys.SHOPIFY_API_KEY || exp + LEEWAY_SECONDS <= seconds || nbf - LEEWAY_SECONDS > seconds)
      return undefined;
    const { hostname } = new URL(dest);
    return new URL(iss).hostname === hostname ? shopDomain.parse(hostname) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The shop whose session token (App Bridge's JWT, HS256 by the API secret) a request carries. It serves to choose the
 * lock before Shopify's library checks the token in full; expiry and audience are not looked at here.
 */
export function signedShopOf(request: Request, apiSecret: string): ShopDomain | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? new URL(request.url).searchParams.get("id_token") ?? "";
  const [head = "", body = "", signature = ""] = token.split(".");
  if (!isSigned(head, body, signature, apiSecret)) return undefined;
  try {
    const { dest } = payload.parse(readPart(body));
    return shopDomain.parse(new URL(dest).hostname);
  } catch {
    return undefined;
  }
}

function isSigned(head: string, body: string, signature: string, apiSecret: string): boolean {
  const expected = hmacSha256(apiSecret, Buffer.from(`${head}.${body}`));
  return equalInConstantTime(expected, Buffer.from(signature, "base64url"));
}

function readPart(part: string): unknown {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}
