import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@prisma/client";
import pg from "pg";

import { takesBulkyParameters } from "./bulky";

export type Database = PrismaClient;
/** A Prisma transaction; use cases that must commit together take one. */
export type Transaction = Prisma.TransactionClient;
/** Either: for reads and single statements that do not care. */
export type DatabaseOrTransaction = Database | Transaction;

/** Raw statements: all that a use case may ask of {@link plainTransaction}; every Prisma transaction can do it too. */
export interface Statements {
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): PromiseLike<T>;
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): PromiseLike<number>;
}

/**
 * A transaction past Prisma, for work on very many rows: Prisma takes every result apart and puts it together again, which
 * costs more than the statement. Values come as `pg` gives them: bigint columns as text.
 */
export async function plainTransaction<T>(pool: pg.Pool, work: (tx: Statements) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const run = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const { text, values: given } = "text" in query ? query : Prisma.sql(query, ...values);
    return client.query<pg.QueryResultRow>({ text }, given);
  };
  try {
    await client.query("begin");
    const result = await work({
      $queryRaw: async <R>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
        (await run(query, values)).rows as R,
      $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
    });
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

export interface DatabaseConnections {
  db: Database;
  /** The plain pool, for statements Prisma has no words for: grouped inserts, advisory locks, LISTEN. */
  pool: pg.Pool;
  close(): Promise<void>;
}

export function connectDatabase(url: string, options: { maxConnections?: number } = {}): DatabaseConnections {
  const pool = new pg.Pool({ connectionString: url, max: options.maxConnections ?? 20 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  // So would one that breaks while it is lent out; whoever borrowed it hears of it from its query.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    takesBulkyParameters(client);
  });
  const db = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return {
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end();
    },
  };
}

/** True when a unique constraint refused the row: somebody else stored it first. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "P2002" || error.code === "23505");
}

/** Prisma's codes for values a column cannot take: too long, out of range, of another kind. */
const UNSTORABLE = ["P2000", "P2006", "P2020"];

/** True when the database can never take the values it was given (SQLSTATE class 22), whoever tries again. */
export function isUnstorable(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const meta = "meta" in error ? JSON.stringify(error.meta) : "";
  return UNSTORABLE.includes(String(error.code)) || /"(?:original)?code":"22\w{3}"/i.test(meta);
}
