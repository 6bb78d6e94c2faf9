import type { OpenAdmin } from "../../../app/shopify/admin-client";
import type { OrderInput } from "../../world/hkj";
import { until } from "../../world/until";
import type { Home, OrdersHouse, ShopOptions } from "./house";
import { orderJobs, workWhile } from "./jobs";
import { type ShopifySide, openShopify } from "./shopify";

const oil = { sku: "OLV-750", price: "6.250", stock: 10 };
/** Two bottles of the oil that every shop here sells. */
export const input: OrderInput = {
  items: [{ sku: "OLV-750", quantity: 2, unitPriceFils: 6100 }],
  notes: "No bags",
};

/** Orders placed in a house, and what is known of them then. */
export function placing(house: OrdersHouse) {
  async function open(options: ShopOptions = {}): Promise<{ home: Home; shopify: ShopifySide }> {
    const home = await house.addShop(options);
    return { home, shopify: await openShopify(house, home, [oil]) };
  }

  /** The order is placed, the worker works beside it, and what HKJ was answered is returned with the ledger's row. */
  async function place(home: Home, openAdmin: OpenAdmin, given: OrderInput = input, atOnce = 1) {
    const run = orderJobs(house, openAdmin);
    const answered = house.hkj.placeOrder(home.hkjShop, given, { attempts: 1, atOnce, timeoutMs: 20_000 });
    const order = await workWhile(house, home.shop, run, answered);
    return { order, row: await rowOf(home) };
  }

  /** Stored, and not yet worked on. */
  async function receive(home: Home, given: OrderInput = input) {
    void house.hkj.placeOrder(home.hkjShop, given, { attempts: 1, timeoutMs: 20_000 });
    return until("the order is stored", 20_000, () =>
      house.effects.db.placedOrder.findFirst({ where: { shop: home.shop } }),
    );
  }

  function rowOf({ shop }: Home) {
    return house.effects.db.placedOrder.findFirstOrThrow({ where: { shop } });
  }

  function problemsOf({ shop }: Home) {
    return house.effects.db.problem.findMany({ where: { shop, clearedAt: null } });
  }

  /** How often it was put off. */
  function triesOf({ shop }: Home) {
    return house.effects.db.orderEvent.findMany({ where: { shop, kind: "postponed" } });
  }

  async function toldOf({ shop }: Home) {
    const rows = await house.effects.db.outboxEvent.findMany({ where: { shop }, orderBy: { id: "asc" } });
    return rows.map(({ payload }) => (payload as { status: string }).status);
  }

  return { open, place, receive, rowOf, problemsOf, triesOf, toldOf };
}
