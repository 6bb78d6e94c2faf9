/**
 * Large parameters of raw statements, past Prisma. Its query compiler (WebAssembly) takes every parameter in as JSON and
 * gives it out again, several copies that cost more time than the statement's own JSON and memory that is never given
 * back. So a ticket goes that way, and the connection puts the value back in its place.
 */
import { randomUUID } from "node:crypto";

import type pg from "pg";

const waiting = new Map<string, unknown>();
const PREFIX = "bulky:";
/** A ticket whose statement was never sent would stay for ever; its statement, should it come, fails and is done again. */
const MOST_WAITING = 1_000;

/** For a raw statement, with a cast in it: `${bulky(JSON.stringify(rows))}::jsonb`, `${bulky(ids)}::uuid[]`. Used once. */
export function bulky(value: string | readonly (string | number | bigint | null)[]): string {
  const [oldest] = waiting.keys();
  if (waiting.size >= MOST_WAITING && oldest !== undefined) waiting.delete(oldest);
  const ticket = PREFIX + randomUUID();
  waiting.set(ticket, value);
  return ticket;
}

/** Makes a connection of the pool put back what `bulky` kept. */
export function takesBulkyParameters(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const redeemed = (...[config, values, ...rest]: unknown[]) => {
    if (!Array.isArray(values) || !values.some(isTicket)) return query(config, values, ...rest);
    const real = values.map((value: unknown) => (isTicket(value) ? redeem(value) : value));
    return query({ ...(config as object), values: real }, real, ...rest);
  };
  client.query = redeemed as typeof client.query;
}

function isTicket(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(PREFIX) && waiting.has(value);
}

function redeem(ticket: string): unknown {
  const value = waiting.get(ticket);
  waiting.delete(ticket);
  return value;
}
