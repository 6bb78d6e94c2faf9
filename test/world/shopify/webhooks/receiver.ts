import { createHmac } from "node:crypto";
import { type IncomingHttpHeaders, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  topic: string;
  headers: IncomingHttpHeaders;
  payload: Record<string, unknown>;
  /** The signature fits the raw body. */
  genuine: boolean;
}

/** An app's webhook door, for tests of the sender. */
export async function startReceiver(secret: string, answer: (received: Received) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const signature = createHmac("sha256", secret).update(body).digest("base64");
      const { headers } = request;
      const one: Received = {
        topic: String(headers["x-shopify-topic"]),
        headers,
        payload: JSON.parse(body.toString("utf8")) as Record<string, unknown>,
        genuine: headers["x-shopify-hmac-sha256"] === signature,
      };
      received.push(one);
      response.writeHead(answer(one)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
