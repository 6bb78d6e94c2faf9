import type { AddressInfo } from "node:net";

import express from "express";
import { onTestFinished } from "vitest";

import { createChannelDoor } from "../../../app/doors/channel";
import { type FirstTries, createFirstTries } from "../../../app/orders/first-try";
import { connectDatabase } from "../../../app/platform/db";
import type { Effects } from "../../../app/platform/effects";
import { createLocks } from "../../../app/platform/locks";
import { createLogger } from "../../../app/platform/log";
import { createMetrics } from "../../../app/platform/metrics";
import { createSignals } from "../../../app/platform/signals";
import { type PreparedStatements, preparedStatements } from "../../../app/platform/sql";
import type { OpenAdmin } from "../../../app/shopify/admin-client";
import type { Home, OrdersHouse } from "./house";

/** A process of the app with a channel door: connections, locks and first tries of its own, on the house's database. */
export interface AppProcess {
  effects: Effects;
  firstTries: FirstTries;
  /** The home's address at this door. */
  urlOf(home: Home): string;
  /** How many calls it has stored, repeats among them. */
  stored(): Promise<number>;
  /** What others see of its death: its locks are free. */
  die(): Promise<void>;
}

export async function startProcess(
  house: OrdersHouse,
  openAdmin: OpenAdmin,
  options: { patienceMs?: number; atOnce?: number; breakSql?: (sql: PreparedStatements) => PreparedStatements } = {},
): Promise<AppProcess> {
  const log = createLogger("silent");
  const database = connectDatabase(house.databaseUrl, { maxConnections: 20 });
  const { db, pool } = database;
  const whole = preparedStatements(pool);
  const sql = options.breakSql?.(whole) ?? whole;
  const [signals, locks] = [await createSignals(house.databaseUrl, log), createLocks(house.databaseUrl, log)];
  const effects: Effects = { ...house.effects, db, pool, sql, signals, locks, metrics: createMetrics() };
  const firstTries = createFirstTries(effects, openAdmin, house.channels, options);
  const door = createChannelDoor(effects, house.channels, { firstTries, ...options });
  const server = express().post("/channels/:channel/:token", door).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await locks.close();
    await signals.close();
    await database.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    effects,
    firstTries,
    urlOf: ({ connection }) => `http://127.0.0.1:${port}/channels/hkj/${connection.token}`,
    stored: async () =>
      (await effects.metrics.deliveriesReceived.get()).values.reduce((sum, { value }) => sum + value, 0),
    die: () => locks.close(),
  };
}
