import { z } from "zod";

import { type ShopDomain, shopDomain } from "../canonical/ids";
import { equalInConstantTime, hmacSha256 } from "../platform/crypto";

const payload = z.object({ dest: z.url() });

/**
 * The shop whose session token (App Bridge's JWT, HS256 by the API secret) a request carries. It serves to choose the
 * lock before Shopify's library checks the token in full; expiry and audience are not looked at here.
 */
export function signedShopOf(request: Request, apiSecret: string): ShopDomain | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? new URL(request.url).searchParams.get("id_token") ?? "";
  const [header = "", body = "", signature = ""] = token.split(".");
  const expected = hmacSha256(apiSecret, Buffer.from(`${header}.${body}`));
  if (!equalInConstantTime(expected, Buffer.from(signature, "base64url"))) return undefined;
  try {
    const { dest } = payload.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    return shopDomain.parse(new URL(dest).hostname);
  } catch {
    return undefined;
  }
}
