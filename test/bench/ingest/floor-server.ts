/**
 * The floor: what any receiver of webhooks that are not to be lost must do, and nothing else. The same HMAC over the same
 * bytes, the same row into the same table, one insert a request, 200 after its commit. No framework, no reading of
 * headers beyond what the row needs, no job.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import pg from "pg";

export interface ServerOrder {
  databaseUrl: string;
  secret: string;
  /** Where the channel is that the template's handler calls. */
  channelUrl: string;
}

process.on("message", ({ databaseUrl, secret }: ServerOrder) => serve(databaseUrl, secret));
process.once("disconnect", () => process.exit());

const INSERT = `
  insert into "InboxDelivery" ("source", "shop", "deliveryId", "topic", "triggeredAt", "body", "receivedAt")
  values ('shopify', $1, $2, $3, $4, $5, $6) on conflict ("source", "shop", "deliveryId") do nothing`;

function serve(databaseUrl: string, secret: string): void {
  // As many connections as the app has.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  const server = createServer((request, response) => {
    const receivedAt = new Date();
    const chunks: Buffer[] = [];
    const end = (status: number) => {
      response.statusCode = status;
      response.end();
    };
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const { headers } = request;
      const claimed = Buffer.from(String(headers["x-shopify-hmac-sha256"]), "base64");
      const hmac = createHmac("sha256", secret).update(body).digest();
      if (claimed.length !== hmac.length || !timingSafeEqual(claimed, hmac)) return end(401);
      const values = [
        headers["x-shopify-shop-domain"],
        headers["x-shopify-webhook-id"],
        headers["x-shopify-topic"],
        headers["x-shopify-triggered-at"],
        body.toString("utf8"),
        receivedAt,
      ];
      return pool.query({ name: "insert", text: INSERT, values }).then(
        () => end(200),
        () => end(503),
      );
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
}
