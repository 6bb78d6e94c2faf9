import type { RequestHandler } from "express";

import { pendingMigrations } from "../platform/migrate";
import type { Services } from "../services";

/** Liveness: the process answers. */
export const healthDoor: RequestHandler = (_request, response) => {
  response.type("text").send("ok");
};

/** Readiness: database and queue reachable, migrations current. 503 says what is missing, never why in detail. */
export function createReadyDoor(services: Services, migrationsFolder: string): RequestHandler {
  return async (_request, response) => {
    const checks = {
      database: await holds(services.pool.query("select 1")),
      queue: await holds(services.pool.query("select 1 from graphile_worker.jobs limit 1")),
      migrations: await pendingMigrations(services.pool, migrationsFolder).then(
        (pending) => pending.length === 0,
        () => false,
      ),
    };
    response.status(Object.values(checks).every(Boolean) ? 200 : 503).json(checks);
  };
}

/** Prometheus text. */
export function createMetricsDoor({ metrics }: Services): RequestHandler {
  return async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  };
}

function holds(check: Promise<unknown>): Promise<boolean> {
  return check.then(
    () => true,
    () => false,
  );
}
