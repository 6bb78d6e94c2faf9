import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createWebhookDoor } from "../../../app/doors/webhooks";
import { testClock } from "../../support/effects";
import { ENV, SHOP, useShopifyHouse } from "./house";

const house = useShopifyHouse(testClock());
let stop: () => void;

beforeEach(async () => {
  const server = createServer(express().post("/webhooks", createWebhookDoor(house.effects, ENV)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  house.world.setWebhookUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`);
  stop = () => server.close().closeAllConnections();
});
afterEach(() => stop());

const stored = () => house.database.db.inboxDelivery.findMany({ where: { source: "shopify", shop: SHOP } });

describe("what Shopify sends", () => {
  it("is stored once each, though some of it comes twice or late", async () => {
    house.world.misbehave({ webhooks: { repeatEvery: 3, delayEvery: 5 } });
    const { catalog } = house.world.merchant(SHOP);
    for (let n = 0; n < 100; n += 1) catalog.createProduct({ title: `Shirt ${n}`, variants: [{ price: "1.500" }] });
    await house.world.idle();
    const rows = await stored();
    const sent = new Set(house.world.webhooks.map((webhook) => webhook.webhookId));
    expect(rows.map((row) => row.deliveryId).sort()).toEqual([...sent].sort());
    expect(rows.length).toBeGreaterThanOrEqual(100);
    for (const row of rows) expect(() => JSON.parse(row.body) as unknown).not.toThrow();
  });

  it("is taken from a shop that removed the app, too", async () => {
    house.world.uninstall(SHOP);
    house.world.sendWebhook(SHOP, "shop/redact", { shop_domain: SHOP });
    await house.world.idle();
    expect((await stored()).map((row) => row.topic).sort()).toEqual(["app/uninstalled", "shop/redact"]);
    expect(house.tokenCalls()).toBe(0);
  });
});
