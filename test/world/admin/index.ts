/**
 * A stand-in of the Shopify admin: a page that frames the app and plays App Bridge for it, and a proxy in front of the
 * app on the same origin. One address, any browser, no network.
 */
import { readFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { type Language, type PageSettings, framePage } from "./frame-page";
import { pictureFor } from "./picture";
import { createProxy } from "./proxy";
import { mintIdToken, storeName } from "./session-token";
import type { ShopPages } from "./shop-pages";

export { mintIdToken } from "./session-token";
export { type ShopPages, createShopPages } from "./shop-pages";

export interface AdminWorldOptions {
  /** Where the app itself listens. */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  /** "example.myshopify.com" */
  shop: string;
  port?: number;
  appName?: string;
  /** The shop's own products and orders, to change them by hand. */
  shopPages?: ShopPages;
  /** What App Bridge's resource picker offers. */
  collections?: () => { id: string; title: string }[];
}

export interface AdminWorld {
  /** What the app has to take for its own address: SHOPIFY_APP_URL. */
  origin: string;
  /** The app in the admin, to be opened in a browser. */
  url: string;
  port: number;
  idToken(): string;
  close(): Promise<void>;
}

const CLIENT = path.join(path.dirname(fileURLToPath(import.meta.url)), "client");
const FILES: Record<string, string> = {
  "app-bridge.js": "text/javascript; charset=utf-8",
  "admin.js": "text/javascript; charset=utf-8",
  "admin.css": "text/css; charset=utf-8",
};

export async function startAdminWorld(options: AdminWorldOptions): Promise<AdminWorld> {
  const { apiKey, apiSecret, shop, appName = "HKJ Connect", shopPages } = options;
  const store = `/store/${storeName(shop)}`;
  const home = `${store}/apps/${apiKey}`;
  const proxy = createProxy(() => options.appUrl);
  const settings = (query: URLSearchParams): PageSettings => {
    const language: Language = query.get("locale") === "ar" ? "ar" : "en";
    return { apiKey, apiSecret, shop, appName, language, withShop: shopPages !== undefined };
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://admin.local");
    if (pathname.startsWith("/_admin/")) return own(pathname.slice("/_admin/".length), searchParams, response);
    if (pathname === "/" || pathname === store || pathname === `${store}/`) return redirect(response, home);
    if (pathname === home || pathname.startsWith(`${home}/`)) {
      const inner = pathname.slice(home.length) || "/app";
      return html(response, framePage(settings(searchParams), inner, searchParams));
    }
    if (pathname.startsWith(`${store}/`)) {
      const page = await shopPages?.(request, pathname.slice(store.length + 1), settings(searchParams));
      if (!page) return redirect(response, home);
      return "redirect" in page ? redirect(response, `${store}/${page.redirect}`) : html(response, page.html);
    }
    proxy(request, response);
  }

  async function own(name: string, query: URLSearchParams, response: ServerResponse): Promise<void> {
    if (name === "token") return text(response, "text/plain", mintIdToken({ apiKey, apiSecret, shop }));
    if (name === "collections") {
      const collections = (options.collections?.() ?? []).map(({ id, title }) => ({ id, title }));
      return text(response, "application/json", JSON.stringify(collections));
    }
    if (name === "open") return redirect(response, `${home}${query.get("path") ?? ""}`);
    if (name === "font.css") return text(response, "text/css", "");
    if (name.startsWith("images/")) return text(response, "image/svg+xml", pictureFor(name));
    const type = FILES[name];
    if (!type) return void response.writeHead(404).end();
    text(response, type, await readFile(path.join(CLIENT, name), "utf8"));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(error instanceof Error ? error.message : "failed");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the admin stand-in has no port");
  const origin = `http://localhost:${address.port}`;
  return {
    origin,
    url: `${origin}${home}`,
    port: address.port,
    idToken: () => mintIdToken({ apiKey, apiSecret, shop }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { location: to }).end();
}

function html(response: ServerResponse, page: string): void {
  text(response, "text/html; charset=utf-8", page);
}

function text(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
}
