import { randomBytes } from "node:crypto";

import type { Clock } from "../../app/platform/clock";
import { createSealer } from "../../app/platform/crypto";
import type { Effects } from "../../app/platform/effects";
import { httpClient } from "../../app/platform/http";
import type { Locks } from "../../app/platform/locks";
import { createLogger } from "../../app/platform/log";
import { createMetrics } from "../../app/platform/metrics";
import type { Signals } from "../../app/platform/signals";
import { preparedStatements } from "../../app/platform/sql";
import type { TestDatabase } from "./database";

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(at: Date): void;
  advance(ms: number): void;
}

export function testClock(start = new Date("2026-11-21T09:00:00.000Z")): TestClock {
  let at = start;
  return {
    now: () => at,
    set: (next) => void (at = next),
    advance: (ms) => void (at = new Date(at.getTime() + ms)),
  };
}

/** Real effects, but for the clock; no signals and no locks between processes, because a test is one. */
export function testEffects(database: TestDatabase, overrides: Partial<Effects> = {}): Effects {
  const signals: Signals = { raise: async () => undefined, wait: async () => undefined, close: async () => undefined };
  const locks: Locks = { take: async () => () => undefined, close: async () => undefined };
  return {
    db: database.db,
    pool: database.pool,
    sql: preparedStatements(database.pool),
    clock: testClock(),
    http: httpClient,
    log: createLogger("silent"),
    metrics: createMetrics(),
    sealer: createSealer([{ id: "test", key: randomBytes(32) }]),
    signals,
    locks,
    ...overrides,
  };
}
