import { z } from "zod";

import type { Env } from "../platform/env";
import { Failure, isFailure } from "../platform/failure";
import { type HttpClient, type HttpResponse, retryAfterMs } from "../platform/http";
import { parseJson } from "../platform/json";

const TIMEOUT_MS = 15_000;
/**
 * Life of an access token whose answer forgot to say (Shopify/shopify-app-js issue 3400); taken literally it would never be
 * refreshed again.
 */
export const ACCESS_SECONDS = 3_600;
const REFRESH_SECONDS = 90 * 86_400;
/** Refusals that speak of this app's own id or secret: a wrong configuration, not a shop that threw us out. */
const OUR_OWN_FAULT = ["invalid_client", "application_cannot_be_found", "unauthorized_client"];

const answer = z.object({
  access_token: z.string().min(1),
  scope: z.string().default(""),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

/** A fresh token set; times are absolute. */
export interface TokenGrant {
  accessToken: string;
  scope: string;
  expires: Date;
  /** Undefined when the answer had none: the old one stays. */
  refreshToken: string | undefined;
  refreshTokenExpires: Date;
}

type Config = Pick<Env, "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET">;

/**
 * One refresh call, repeatable: Shopify takes a used refresh token again until its replacement is used
 * (shopify.dev changelog "More resilient refreshes", 2026-08-28).
 * @returns "refused" when Shopify says that this refresh token is worth nothing (any more).
 * @throws Failure `shopify.unavailable` (retryable) when there was no answer or one that says nothing about the token.
 */
export async function requestRefresh(
  http: HttpClient,
  config: Config,
  { shop, refreshToken, now }: { shop: string; refreshToken: string; now: Date },
): Promise<TokenGrant | "refused"> {
  const response = await http({
    method: "POST",
    url: `https://${shop}/admin/oauth/access_token`,
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({
      client_id: config.SHOPIFY_API_KEY,
      client_secret: config.SHOPIFY_API_SECRET,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    }),
    timeoutMs: TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw isFailure(error) ? withoutAnswer(error, shop) : error;
  });
  if (response.status !== 200) return refusalOrThrow(response, shop, now);
  const read = answer.safeParse(parseJson(response.text));
  if (!read.success) throw unusable(response, shop, now);
  const grant = read.data;
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  return {
    accessToken: grant.access_token,
    scope: grant.scope,
    expires: after(grant.expires_in ?? ACCESS_SECONDS),
    refreshToken: grant.refresh_token,
    refreshTokenExpires: after(grant.refresh_token_expires_in ?? REFRESH_SECONDS),
  };
}

function refusalOrThrow(response: HttpResponse, shop: string, now: Date): "refused" {
  const body = z.object({ error: z.string() }).safeParse(parseJson(response.text));
  const ours = body.success && OUR_OWN_FAULT.includes(body.data.error);
  if ([400, 401, 403, 404].includes(response.status) && !ours) return "refused";
  throw unusable(response, shop, now);
}

function withoutAnswer(failure: Failure, shop: string): Failure {
  return new Failure({
    kind: "retryable",
    code: "shopify.unavailable",
    message: `token refresh for ${shop}: ${failure.message}`,
    outcomeUnknown: failure.outcomeUnknown,
    cause: failure,
  });
}

function unusable(response: HttpResponse, shop: string, now: Date): Failure {
  const wait = retryAfterMs(response.headers, now);
  const requestId = response.headers.get("x-request-id") ?? "none";
  return new Failure({
    kind: "retryable",
    code: "shopify.unavailable",
    message: `token refresh for ${shop}: HTTP ${response.status} (request ${requestId})`,
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}
