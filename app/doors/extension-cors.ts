import type { RequestHandler } from "express";

/**
 * Where admin extensions run: a worker of this origin, or one so sealed off that it has none (shopify.dev, admin
 * extensions, "Security"). Nothing rides on the origin alone: without a session token nobody is told anything.
 */
const ORIGINS = new Set(["https://extensions.shopifycdn.com", "null"]);
const PREFLIGHT_HOLDS_SECONDS = 7_200;

/** CORS for what extensions fetch. A preflight carries no token and is answered here, 204. */
export const allowExtensions: RequestHandler = (request, response, next) => {
  const { origin } = request.headers;
  response.vary("Origin");
  if (origin !== undefined && ORIGINS.has(origin)) response.set("access-control-allow-origin", origin);
  if (request.method !== "OPTIONS") return next();
  response
    .set("access-control-allow-methods", "GET, POST")
    .set("access-control-allow-headers", "Authorization, Content-Type")
    .set("access-control-max-age", String(PREFLIGHT_HOLDS_SECONDS))
    .status(204)
    .end();
};
