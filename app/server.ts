import { existsSync } from "node:fs";
import { type Server, createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";

import { createChannelDoor } from "./doors/channel";
import { createExtensionDoor } from "./doors/extension";
import { createMetricsDoor, createReadyDoor, healthDoor } from "./doors/health";
import { pageGuard } from "./doors/page-guard";
import { createWebhookDoor } from "./doors/webhooks";
import type { Services } from "./services";

const REQUEST_LIMIT_MS = 20_000;
const HEADERS_LIMIT_MS = 10_000;
const CHECK_EVERY_MS = 5_000;

export interface WebServer {
  port: number;
  stop(): Promise<void>;
}

/** What serves the pages: the built ones, or Vite while developing. */
export interface Pages {
  assets: RequestHandler[];
  build: () => Promise<ServerBuild>;
}

/** The HTTP side of the app. Machine doors come first, on their own; the pages are Remix's. */
export async function startServer(services: Services, pages: Pages, migrationsFolder: string): Promise<WebServer> {
  const { env, log } = services;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback, linklocal, uniquelocal");

  const webhooks = createWebhookDoor(services, env);
  app.post("/webhooks", webhooks);
  app.post("/channels/:channel/:token", createChannelDoor(services, services.channels, services));
  app.all(["/webhooks", "/channels/*"], wrongMethod);
  app.use("/api/extension", createExtensionDoor(services, services.channels, env));
  app.get("/healthz", healthDoor);
  app.get("/readyz", createReadyDoor(services, migrationsFolder));
  app.get("/metrics", createMetricsDoor(services));

  app.use(privately);
  app.use(compression());
  for (const assets of pages.assets) app.use(assets);
  app.use(pageGuard);
  app.all("*", createRequestHandler({ build: pages.build, mode: env.NODE_ENV, getLoadContext: () => ({ services }) }));
  app.use(lastResort(services));

  const server = await new Promise<Server>((resolve, reject) => {
    // The busiest door goes first, past Express, which would cost a webhook more than the door itself.
    const listening = createServer({ connectionsCheckingInterval: CHECK_EVERY_MS }, (request, response) => {
      if (request.url === "/webhooks" && request.method === "POST") void webhooks(request, response);
      else app(request, response);
    });
    listening.listen(env.PORT, env.HOST, () => resolve(listening));
    listening.once("error", reject);
  });
  // Nobody takes longer to say what they want; it is memory and a connection until then.
  server.headersTimeout = HEADERS_LIMIT_MS;
  server.requestTimeout = REQUEST_LIMIT_MS;
  // Longer than a load balancer keeps its own end open, so that it is never we who cut a request short.
  server.keepAliveTimeout = 65_000;
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : env.PORT;
  log.info({ host: env.HOST, port }, "web: listening");
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** The pages as `npm run build` left them in `folder`. */
export function builtPages(folder: string): Pages {
  const client = path.join(folder, "client");
  const entry = path.join(folder, "server", "index.js");
  if (!existsSync(entry)) throw new Error("the pages are not built: npm run build");
  let build: Promise<ServerBuild> | undefined;
  return {
    assets: [
      express.Router().use("/assets", express.static(path.join(client, "assets"), { immutable: true, maxAge: "1y" })),
      express.static(client, { maxAge: "1h" }),
    ],
    build: () => (build ??= import(pathToFileURL(entry).href) as Promise<ServerBuild>),
  };
}

/** The machine doors know one way in. Said here, so that a path with a token in it goes no further. */
const wrongMethod: RequestHandler = (request, response) => {
  const known = request.path === "/webhooks" || /^\/channels\/[^/]+\/[^/]+$/.test(request.path);
  response.status(known ? 405 : 404).set(known ? { allow: "POST" } : {});
  response.json({ error: known ? "method_not_allowed" : "not_found" });
};

/** Pages show names and addresses of customers: no cache keeps them, and no link tells where one came from. */
const privately: RequestHandler = (request, response, next) => {
  response.set({ "x-content-type-options": "nosniff", "referrer-policy": "strict-origin-when-cross-origin" });
  if (!request.path.startsWith("/assets/")) response.set("cache-control", "no-store");
  // The one page that is never embedded.
  if (request.path === "/auth/login") response.set("content-security-policy", "frame-ancestors 'none'");
  next();
};

/** Whatever a door did not expect: logged here, told nobody. */
function lastResort({ log }: Services): ErrorRequestHandler {
  return (error: Error & { status?: number }, request, response, next) => {
    if (error.status && error.status < 500 && !response.headersSent) {
      return void response.status(error.status).json({ error: "bad_request" });
    }
    log.error(
      { method: request.method, route: request.path.split("/").slice(0, 3).join("/"), reason: error.message },
      "web: unexpected error",
    );
    if (response.headersSent) return next(error);
    response.status(500).json({ error: "internal", message: "Something went wrong on our side. Please try again." });
  };
}
