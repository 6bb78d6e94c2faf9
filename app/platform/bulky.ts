/**
 * Large parameters of raw statements, past Prisma. Its query compiler (WebAssembly) takes every parameter in as JSON and
 * gives it out again, several copies that cost more time than the statement's own JSON and memory that is never given
 * back. So a ticket goes that way, and the connection puts the value back in its place.
 */
import { randomUUID } from "node:crypto";

import { Prisma } from "@prisma/client";
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

/** Between values, and in place of one that is not there: no text of a shop has them. */
const [NEXT, NONE] = ["\u001f", "\u001e"];

/**
 * A long list as an array of PostgreSQL's, for `unnest(${column(ids, "uuid")}, ...)`. It travels as one text that is cut up
 * there: to quote every value for an array's own spelling, and to read the quotes again, costs a multiple for JSON.
 */
export function column(values: readonly (string | number | null)[], type: ColumnType): Prisma.Sql {
  const cast = Prisma.raw(`::${type}[]`);
  const texts = values.map((value) => (value === null ? NONE : String(value)));
  // A lone empty text would be no value at all, and control characters are no separators where they are content.
  const plain = texts.length < 2 || texts.some((text) => text.includes(NEXT) || (text !== NONE && text.includes(NONE)));
  if (plain) return Prisma.sql`${bulky(values)}${cast}`;
  return Prisma.sql`string_to_array(${bulky(texts.join(NEXT))}::text, ${NEXT}, ${NONE})${cast}`;
}

export type ColumnType = "uuid" | "text" | "int" | "json" | "jsonb" | "timestamptz" | "bigint" | "boolean";

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
