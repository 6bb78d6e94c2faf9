/**
 * The database past Prisma, over the same pool. Prisma translates every statement anew, and takes every result apart and
 * puts it together again: several times the cost of the statement, where there are very many rows or somebody waits.
 * Values come as `pg` gives them: bigint columns as text.
 */
import { Prisma } from "@prisma/client";
import type pg from "pg";

import { sha256Hex } from "./crypto";
import type { Statements } from "./db";

type Query = TemplateStringsArray | Prisma.Sql;

/**
 * Statements that each connection prepares once, and that are planned once: for what runs with every order, while a shopper
 * waits. A statement's text must not change with its values, and it names its columns: PostgreSQL refuses a prepared
 * `select *` when another release of the app has added a column.
 */
export interface PreparedStatements extends Statements {
  transaction<T>(work: (tx: Statements) => Promise<T>): Promise<T>;
}

export function preparedStatements(pool: pg.Pool): PreparedStatements {
  return {
    ...statementsOn(pool, nameOf),
    transaction: (work) => transactionOn(pool, nameOf, work),
  };
}

/**
 * A transaction of statements on very many rows. Each is planned anew, because a table may have grown a thousandfold since
 * the last one, but without its values: PostgreSQL would take lists of thousands apart for the plan, for nothing.
 */
export async function plainTransaction<T>(pool: pg.Pool, work: (tx: Statements) => Promise<T>): Promise<T> {
  return transactionOn(pool, () => undefined, work, "begin; set local plan_cache_mode = force_generic_plan");
}

/**
 * Works of one transaction that wait for nothing of each other: what they ask is sent at once, in the order of the calls.
 * When one fails the others are waited for all the same: none may go on, on a connection that has been given back.
 * @throws what the first of them threw
 */
export async function together<T extends readonly unknown[]>(...works: T): Promise<{ [I in keyof T]: Awaited<T[I]> }> {
  const ends = await Promise.allSettled(works);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return ends.map((end) => (end as PromiseFulfilledResult<unknown>).value) as { [I in keyof T]: Awaited<T[I]> };
}

type Naming = (text: string) => string | undefined;

async function transactionOn<T>(
  pool: pg.Pool,
  naming: Naming,
  work: (tx: Statements) => Promise<T>,
  opening = "begin",
): Promise<T> {
  const client = await pool.connect();
  try {
    // Not waited for: it travels with the first statement, which fails where it fails.
    const begun = client.query(opening);
    const [result] = await together(work(statementsOn(client, naming)), begun);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even take this back is not lent out again.
    await client.query("rollback").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

function statementsOn(place: pg.Pool | pg.PoolClient, naming: Naming): Statements {
  const run = (query: Query, values: unknown[]) => {
    const { text, values: given } = "text" in query ? query : Prisma.sql(query, ...values);
    const name = naming(text);
    return place.query<pg.QueryResultRow>({ text, ...(name !== undefined && { name }) }, given);
  };
  return {
    $queryRaw: async <R>(query: Query, ...values: unknown[]) => (await run(query, values)).rows as R,
    $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
  };
}

const names = new Map<string, string>();

/** PostgreSQL keeps 63 bytes of a name. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = sha256Hex(text).slice(0, 32);
  names.set(text, name);
  return name;
}

/** The columns of a table for a prepared statement: `columnsOf(Prisma.PlacedOrderScalarFieldEnum)`. */
export function columnsOf(fields: Record<string, string>): Prisma.Sql {
  return Prisma.raw(
    Object.keys(fields)
      .map((field) => `"${field}"`)
      .join(", "),
  );
}
