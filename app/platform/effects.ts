import type pg from "pg";

import type { Clock } from "./clock";
import type { Sealer } from "./crypto";
import type { Database } from "./db";
import type { HttpClient } from "./http";
import type { Locks } from "./locks";
import type { Logger } from "./log";
import type { Metrics } from "./metrics";
import type { Signals } from "./signals";
import type { PreparedStatements } from "./sql";

/** Everything with an effect on the world outside a function. Made once at the entry; functions take what they need. */
export interface Effects {
  db: Database;
  pool: pg.Pool;
  /** The same database, for the way of an order: a shopper waits. */
  sql: PreparedStatements;
  clock: Clock;
  http: HttpClient;
  log: Logger;
  metrics: Metrics;
  sealer: Sealer;
  signals: Signals;
  locks: Locks;
}
