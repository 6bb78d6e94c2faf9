import { beforeEach, describe, expect, it } from "vitest";

import { type ConnectedShop, connectedShop } from "../../test/support/catalog/connected-shop";
import { useDatabase } from "../../test/support/database";
import { testClock } from "../../test/support/effects";
import { useExtensionDoor } from "../../test/support/extension-door";
import { addOrderOfShopify } from "../../test/support/order-of-shopify";

const database = useDatabase();
const clock = testClock();
const door = useExtensionDoor(database, clock);
let connected: ConnectedShop;

beforeEach(async () => {
  connected = await connectedShop(database.db, clock.now());
});

const ask = (query: string, headers: Record<string, string> = {}) =>
  door.fetchAs(connected.shop, `/api/extension/order?${query}`, { headers });
const place = () => addOrderOfShopify(database.db, connected, "501", clock.now());

describe("an order of a channel", () => {
  it("is told with its number, its state, what the channel knows of it and what it is still to be told", async () => {
    const { id } = await place();
    const response = await ask("order=501", { origin: "https://extensions.shopifycdn.com" });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://extensions.shopifycdn.com");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const at = new Date(clock.now().getTime() - 3_600_000).toISOString();
    expect(await response.json()).toEqual({
      order: {
        channel: "HKJ",
        number: "HKJ-1042",
        test: false,
        state: "created",
        stateText: "In Shopify",
        told: [{ status: "confirmed", statusText: "Confirmed", at, whenText: "1 hour ago" }],
        waiting: [{ status: "shipped", statusText: "Shipped" }],
        problems: [],
        page: `app/orders/${id}`,
      },
    });
  });

  it("says what the channel did not take, in its words and the reader's language", async () => {
    const { refuse } = await place();
    await refuse("no such order");
    expect(await (await ask("order=501")).json()).toMatchObject({
      order: {
        waiting: [],
        problems: [{ why: "The channel was told “Shipped” and answered: “no such order”." }],
      },
    });
    const arabic = await ask("order=501&locale=ar");
    expect(await arabic.json()).toMatchObject({ order: { stateText: "في Shopify", told: [{ statusText: "مؤكد" }] } });
  });

  it("is found by the id as the extension knows it", async () => {
    await place();
    expect((await ask(`order=${encodeURIComponent("gid://shopify/Order/501")}`)).status).toBe(200);
  });

  it("of another shop is not there, nor one that no channel took", async () => {
    await place();
    connected = await connectedShop(database.db, clock.now());
    for (const id of ["501", "502"]) {
      const response = await ask(`order=${id}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ error: "not_found" });
    }
  });

  it.each(["", "order=", "order=abc", "order=gid://shopify/Product/1", "order=1&order=2"])(
    "is not looked for without an order id: %s",
    async (query) => expect((await ask(query)).status).toBe(400),
  );
});
