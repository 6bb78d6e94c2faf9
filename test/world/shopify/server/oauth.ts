import type { App } from "../app";
import type { Shopfront } from "../shopfront";
import { readJwt } from "./jwt";

export interface JsonAnswer {
  status: number;
  body: object;
}

const refused = (error: string, description = error): JsonAnswer => ({
  status: 400,
  body: { error, error_description: description },
});

/** POST /admin/oauth/access_token: token exchange and refresh, as the Shopify libraries send them. */
export function accessToken(front: Shopfront, app: App, body: Readonly<Record<string, unknown>>): JsonAnswer {
  if (body["client_id"] !== app.apiKey || body["client_secret"] !== app.apiSecret) return refused("invalid_client");
  switch (body["grant_type"]) {
    case "urn:ietf:params:oauth:grant-type:token-exchange":
      return exchange(front, app, body);
    case "refresh_token":
      return refresh(front, body);
    default:
      return refused("unsupported_grant_type");
  }
}

function exchange(front: Shopfront, app: App, body: Readonly<Record<string, unknown>>): JsonAnswer {
  const key = { apiKey: app.apiKey, secret: app.apiSecret };
  const claims = readJwt(text(body["subject_token"]), key, front.shop.clock.now());
  const domain = front.shop.settings.domain;
  if (!claims || new URL(claims.dest).hostname !== domain || body["subject_token_type"] !== ID_TOKEN) {
    return refused("invalid_subject_token", "Invalid session token");
  }
  if (!front.installed) return refused("app_not_installed", "The app is not installed on this shop");
  if (body["requested_token_type"] !== OFFLINE)
    return refused("invalid_request", "the stand-in gives offline tokens only");
  return { status: 200, body: front.tokens.acquire(body["expiring"] === "1" || body["expiring"] === 1) };
}

function refresh(front: Shopfront, body: Readonly<Record<string, unknown>>): JsonAnswer {
  const answer = front.installed ? front.tokens.refresh(text(body["refresh_token"])) : undefined;
  return answer ? { status: 200, body: answer } : refused("invalid_grant", "The refresh token is invalid or expired");
}

const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
