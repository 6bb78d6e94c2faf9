/**
 * The way of Shopify's app template: its library checks the webhook, and the handler does its work, here one call to the
 * channel, before it answers. Nothing is stored: a call that fails is gone with the answer.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";

import type { ServerOrder } from "./floor-server";

process.on("message", (order: ServerOrder) => serve(order));
process.once("disconnect", () => process.exit());

function serve({ secret, channelUrl }: ServerOrder): void {
  const shopify = shopifyApp({
    apiKey: "bench",
    apiSecretKey: secret,
    apiVersion: ApiVersion.October26,
    appUrl: "http://127.0.0.1",
    logger: { level: LogSeverity.Error },
    sessionStorage: {
      storeSession: async () => true,
      loadSession: async () => undefined,
      deleteSession: async () => true,
      deleteSessions: async () => true,
      findSessionsByShop: async () => [],
    },
  });
  const handle = async (request: Request): Promise<Response> => {
    const { payload } = await shopify.authenticate.webhook(request);
    await fetch(channelUrl, { method: "POST", body: JSON.stringify(payload) }).then((answer) => answer.text());
    return new Response();
  };
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = new Request(`http://127.0.0.1${incoming.url}`, {
        method: "POST",
        headers: incoming.headers as Record<string, string>,
        body: Buffer.concat(chunks),
      });
      const answer = handle(request).catch((thrown: unknown) =>
        thrown instanceof Response ? thrown : new Response(null, { status: 500 }),
      );
      void answer.then(({ status }) => outgoing.writeHead(status, { "content-length": 0 }).end());
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
}
