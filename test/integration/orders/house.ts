import { randomUUID } from "node:crypto";

import type { Connection } from "@prisma/client";
import express from "express";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

import { createHkj } from "../../../app/channels/hkj/channel";
import type { ChannelRegistry } from "../../../app/channels/registry";
import { sealCredentials } from "../../../app/connections/credentials";
import { createChannelDoor } from "../../../app/doors/channel";
import type { Effects } from "../../../app/platform/effects";
import { createLogger } from "../../../app/platform/log";
import { type Signals, createSignals } from "../../../app/platform/signals";
import { useDatabase } from "../../support/database";
import { type TestClock, testClock, testEffects } from "../../support/effects";
import { type HkjShop, type HkjWorld, startHkjWorld } from "../../world/hkj";

/** A channel door over a real database, and an HKJ that calls it. Shops are made as a test needs them. */
export interface OrdersHouse {
  databaseUrl: string;
  effects: Effects;
  clock: TestClock;
  channels: ChannelRegistry;
  hkj: HkjWorld;
  /** Address of the door: `${url}/channels/hkj/<token>`. */
  url: string;
  addShop(options?: ShopOptions): Promise<Home>;
}

export interface ShopOptions {
  domain?: string;
  currency?: string;
  state?: string;
  settings?: object;
  taxesIncluded?: boolean | null;
}

export interface Home {
  shop: string;
  connection: Connection;
  hkjShop: HkjShop;
}

export function useOrdersHouse(options: { patienceMs?: number } = {}): OrdersHouse {
  const database = useDatabase();
  const house = {} as OrdersHouse;
  const closers: (() => unknown)[] = [];
  beforeAll(async () => {
    const signals: Signals = await createSignals(database.url, createLogger("silent"));
    // The queue stamps jobs with the database's time: this clock starts there and moves only when told.
    const clock = testClock(new Date());
    const effects = testEffects(database, { signals, clock });
    const hkj = await startHkjWorld();
    const channel = createHkj({ defaultBaseUrl: hkj.baseUrl });
    const channels: ChannelRegistry = new Map([[channel.id, channel]]);
    const app = express().post("/channels/:channel/:token", createChannelDoor(effects, channels, options));
    const server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(house, { databaseUrl: database.url, effects, clock, channels, hkj, url });
    house.addShop = (given = {}) => addShop(house, given);
    closers.push(
      () => server.closeAllConnections(),
      () => server.close(),
      () => hkj.close(),
      () => signals.close(),
    );
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });
  return house;
}

async function addShop({ effects, clock, hkj, url }: OrdersHouse, options: ShopOptions): Promise<Home> {
  const shop = options.domain ?? `shop-${randomUUID().slice(0, 8)}.myshopify.com`;
  const now = clock.now();
  const hkjShop = hkj.provision({ apiKey: `ik_live_${randomUUID()}`, signingSecret: `secret-${randomUUID()}` });
  const { apiKey, signingSecret } = hkjShop;
  const { currency = "JOD", taxesIncluded = true } = options;
  await effects.db.shop.create({ data: { domain: shop, currency, taxesIncluded, installedAt: now } });
  const id = randomUUID();
  const token = randomUUID();
  const connection = await effects.db.connection.create({
    data: {
      id,
      shop,
      channel: "hkj",
      token,
      createdAt: now,
      generation: 1,
      state: options.state ?? "active",
      settings: options.settings ?? {},
      credentials: sealCredentials(effects.sealer, id, { apiKey, signingSecret }),
    },
  });
  hkjShop.outboundUrl = `${url}/channels/hkj/${token}`;
  return { shop, connection, hkjShop };
}
