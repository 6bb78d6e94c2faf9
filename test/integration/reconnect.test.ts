import { describe, expect, it } from "vitest";

import { createHkj } from "../../app/channels/hkj/channel";
import { connect } from "../../app/connections/connect";
import { disconnect, pause } from "../../app/connections/lifecycle";
import { httpClient } from "../../app/platform/http";
import { openHkjHouse } from "../support/catalog/hkj-house";
import { useShopifyWorld } from "../support/catalog/shop-world";
import { useDatabase } from "../support/database";
import { registryOf } from "../support/fake-channel";
import { useHkj } from "../support/hkj-world";

const database = useDatabase();
const shopify = useShopifyWorld();
const hkj = useHkj();

describe("a connection that comes back, to a channel that knows lighter events", () => {
  it("tells everything of an item, though of what it knew only the stock has changed", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, {
      products: [{ title: "Soap", variants: [{ sku: "SOAP", price: "5", stock: 3 }] }],
    });
    const { catalog, stock } = house.merchant;
    const variantId = [...house.records.variants.all][0]?.id ?? "";
    await house.sync();

    await pause(house.effects, house.shop, "hkj");
    catalog.setPrice(variantId, "6");
    shopify.clock.advance(1_500);
    await house.take(house.news());
    await house.refresh();
    await disconnect(house.effects, house.shop, "hkj");
    stock.setStock(variantId, undefined, 2);
    const { apiKey, signingSecret } = house.account;
    const channels = registryOf(createHkj({ defaultBaseUrl: hkj.world.baseUrl }));
    const effects = { ...house.effects, http: httpClient };
    await connect(effects, channels, house.shop, "hkj", { credentials: { apiKey, signingSecret } });
    await house.sync();

    expect(house.wrong()).toEqual([]);
  });
});
