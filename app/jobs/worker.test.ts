import { randomUUID } from "node:crypto";

import { it } from "vitest";

import { connectedShop } from "../../test/support/catalog/connected-shop";
import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { until } from "../../test/world/until";
import { requestRetry } from "../orders/placed-order";
import { systemClock } from "../platform/clock";
import { enqueue } from "../platform/queue";
import type { Services } from "../services";
import type { OpenAdmin } from "../shopify/admin-client";
import { startWorker } from "./worker";

const database = useDatabase();
const MORE_THAN_ALL_WORKERS = 20;

it("orders that wait for a Shopify that answers nothing keep no other shop waiting", async () => {
  const { db } = database;
  const { shop, connectionId } = await connectedShop(db, new Date());
  const { asked, giveUp, openAdmin } = silentShopify();
  const effects = testEffects(database, { clock: systemClock });
  const worker = await startWorker({ ...effects, openAdmin, channels: new Map() } as unknown as Services, database.url);
  try {
    for (let n = 1; n <= MORE_THAN_ALL_WORKERS; n += 1) {
      const row = await waitingOrder(shop, connectionId, n);
      await requestRetry(db, row, new Date(), new Date());
    }
    await until("a worker asks Shopify", 20_000, () => asked.count > 0);
    const other = "other.myshopify.com";
    const delivery = { source: "shopify", shop: other, deliveryId: "1", topic: "themes/publish", body: "{}" };
    const { id } = await db.inboxDelivery.create({ data: { ...delivery, receivedAt: new Date() } });
    await enqueue(db, "inbox.drain", { shop: other });
    await until("what came for another shop is seen to", 20_000, async () => {
      const { state } = await db.inboxDelivery.findUniqueOrThrow({ where: { id } });
      return state === "ignored";
    });
  } finally {
    giveUp();
    await worker.stop();
  }
});

/** Every question to it is open until the test is over. */
function silentShopify() {
  const asked = { count: 0 };
  let giveUp: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (giveUp = resolve));
  const request = async () => {
    asked.count += 1;
    await over;
    throw new Error("the test is over");
  };
  return { asked, giveUp: () => giveUp(), openAdmin: (() => ({ request })) as OpenAdmin };
}

/** Its create may have been made: Shopify has to be asked. */
function waitingOrder(shop: string, connectionId: string, n: number) {
  const [channelOrderId, sourceIdentifier] = [`HKJ-${n}`, randomUUID()];
  return database.db.placedOrder.create({
    data: {
      ...{ shop, connectionId, channel: "hkj", channelOrderId, sourceIdentifier },
      ...{ state: "uncertain", orderHash: "x", receivedAt: new Date() },
    },
  });
}
