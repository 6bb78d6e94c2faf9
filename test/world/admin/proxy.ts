import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, request as send } from "node:http";

const CDN = "https://cdn.shopify.com";
const APP_BRIDGE = `${CDN}/shopifycloud/app-bridge.js`;
const INTER = `${CDN}/static/fonts/inter/v4/styles.css`;
/** Pictures of invented shops lie at addresses that never lead anywhere. */
const SAMPLE_PICTURES = /https:\/\/[a-z0-9.-]+\.example\//g;
const ADMIN = "https://admin.shopify.com";

/** Headers of one hop, which a proxy does not hand on. */
const HOP = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "content-length", "content-encoding"]);

/**
 * A proxy in front of the app. What the app takes from Shopify's CDN comes from here instead (App Bridge, the font, the
 * pictures), pages may be framed by this admin, and ways into admin.shopify.com lead here. Host and Origin stay what the
 * browser sent: Remix compares them.
 */
export function createProxy(appUrl: () => string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const target = new URL(request.url ?? "/", appUrl());
    const headers = { ...request.headers, "accept-encoding": "identity" };
    const forwarded = send(target, { method: request.method, headers }, (answer) => {
      const own = `http://${request.headers.host ?? ""}`;
      response.writeHead(answer.statusCode ?? 502, readdress(answer.headers, own));
      if (!isText(answer.headers["content-type"])) return void answer.pipe(response);
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => response.end(ownAddresses(Buffer.concat(parts).toString("utf8"), own)));
    });
    forwarded.on("error", () => {
      if (!response.headersSent) response.writeHead(502, { "content-type": "text/plain; charset=utf-8" });
      response.end("The app does not answer. Is it running?");
    });
    // Whoever goes away in the middle of an upload takes the forwarded request along.
    request.on("aborted", () => forwarded.destroy());
    request.pipe(forwarded);
  };
}

function isText(type = ""): boolean {
  return /text\/html|javascript|text\/x-script/.test(type);
}

function ownAddresses(text: string, own: string): string {
  return text
    .replaceAll(APP_BRIDGE, `${own}/_admin/app-bridge.js`)
    .replaceAll(INTER, `${own}/_admin/font.css`)
    .replaceAll(`${CDN}/s/`, `${own}/_admin/images/`)
    .replaceAll(SAMPLE_PICTURES, `${own}/_admin/images/`);
}

function readdress(given: IncomingHttpHeaders, own: string): Record<string, string | string[]> {
  const kept = Object.entries(given).filter((entry): entry is [string, string | string[]] => {
    return entry[1] !== undefined && !HOP.has(entry[0]);
  });
  const headers = Object.fromEntries(kept);
  const policy = headers["content-security-policy"];
  if (typeof policy === "string") {
    headers["content-security-policy"] = policy.replace("frame-ancestors", "frame-ancestors 'self'");
  }
  for (const name of ["location", "x-shopify-api-request-failure-reauthorize-url"]) {
    const value = headers[name];
    if (typeof value === "string") headers[name] = value.replaceAll(ADMIN, own);
  }
  // Preloads of what the CDN serves.
  delete headers["link"];
  return headers;
}
