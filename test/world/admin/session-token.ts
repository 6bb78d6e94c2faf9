import { createHmac, randomUUID } from "node:crypto";

export interface TokenSettings {
  apiKey: string;
  apiSecret: string;
  /** "example.myshopify.com" */
  shop: string;
}

/** What App Bridge's `idToken()` answers: Shopify's session token, a JWT of one minute signed with the app's secret. */
export function mintIdToken({ apiKey, apiSecret, shop }: TokenSettings): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: "1",
    exp: now + 60,
    nbf: now - 1,
    iat: now - 1,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const unsigned = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${unsigned}.${createHmac("sha256", apiSecret).update(unsigned).digest("base64url")}`;
}

/** App Bridge's `host` parameter. */
export function hostOf(shop: string): string {
  return Buffer.from(`admin.shopify.com/store/${storeName(shop)}`).toString("base64");
}

export function storeName(shop: string): string {
  return shop.replace(/\.myshopify\.com$/, "");
}
