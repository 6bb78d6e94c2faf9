import { describe, expect, it } from "vitest";

import type { OrderStatusChanged } from "../../../app/canonical/event";
import { settleOrder } from "../../../app/orders/settle";
import type { OpenAdmin } from "../../../app/shopify/admin-client";
import { addOrder } from "../../support/view-rows";
import { type Home, useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { openShopify } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });

async function detailsOf({ shop }: Home, kind: string) {
  const events = await house.effects.db.orderEvent.findMany({ where: { shop, kind } });
  return events.map(({ detail }) => detail);
}

/** A Shopify that names its answers. */
async function worked(stock: number) {
  const home = await house.addShop();
  const { openAdmin } = await openShopify(house, home, [{ sku: "OLV-750", price: "6.250", stock }]);
  const naming: OpenAdmin = (shop) => ({
    request: (document, variables, options) => {
      options?.onAnswer?.("req-9");
      return openAdmin(shop).request(document, variables, options);
    },
  });
  const items = [{ sku: "OLV-750", quantity: 2, unitPriceFils: 6250 }];
  await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1, timeoutMs: 20_000 });
  await runJobs(house, home.shop, orderJobs(house, naming));
  return home;
}

describe("what support asks for", () => {
  it("is Shopify's id of the answer that made the order", async () => {
    expect(await detailsOf(await worked(9), "created")).toMatchObject([{ requestId: "req-9" }]);
  });

  it("is Shopify's id of the answer that refused it", async () => {
    expect(await detailsOf(await worked(0), "held")).toMatchObject([
      { code: "order.out_of_stock", requestId: "req-9" },
    ]);
  });

  it("is the channel's id of its answer to a status, whatever it made of it", async () => {
    const home = await house.addShop();
    const { db } = house.effects;
    const { shop, connection } = home;
    const id = await addOrder(db, { shop, connectionId: connection.id, channelOrderId: "HKJ-1" });
    const event = { type: "order.status_changed", eventId: "e", channelOrderId: "HKJ-1", status: "shipped" };
    const row = { shop, connectionId: connection.id, subjectId: id, event: event as OrderStatusChanged };
    for (const outcome of ["applied", "skipped", "refused"] as const) {
      const result = { eventId: "e", outcome, message: "so it is", requestId: "hkj-7" };
      await db.$transaction((tx) => settleOrder(tx, row, result, house.clock.now()));
    }
    for (const kind of ["status_told", "status_skipped", "status_refused"]) {
      expect(await detailsOf(home, kind)).toMatchObject([{ status: "shipped", requestId: "hkj-7" }]);
    }
  });
});
