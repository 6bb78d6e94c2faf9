import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";
import type pg from "pg";

import { takesBulkyParameters } from "./bulky";
import { openPool } from "./pool";

export type Database = PrismaClient;
/** A Prisma transaction; use cases that must commit together take one. */
export type Transaction = Prisma.TransactionClient;
/** Either: for reads and single statements that do not care. */
export type DatabaseOrTransaction = Database | Transaction;

/** Raw statements: what a use case may ask of the database in plain words (sql.ts); every Prisma transaction can do it too. */
export interface Statements {
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): PromiseLike<T>;
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): PromiseLike<number>;
}

export interface DatabaseConnections {
  db: Database;
  /** The plain pool, for statements Prisma has no words for: grouped inserts, advisory locks, LISTEN. */
  pool: pg.Pool;
  close(): Promise<void>;
}

export function connectDatabase(url: string, options: { maxConnections?: number } = {}): DatabaseConnections {
  // Pipelined: statements that wait for nothing of each other are sent at once (sql.ts), in their order.
  const pool = openPool({ connectionString: url, max: options.maxConnections ?? 20, pipeline: true });
  pool.on("connect", takesBulkyParameters);
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

/** Prisma's codes for values a column cannot take: too long, out of range, of another kind. */
const UNSTORABLE = ["P2000", "P2006", "P2020"];

/** True when the database can never take the values it was given (SQLSTATE class 22), whoever tries again. */
export function isUnstorable(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const meta = "meta" in error ? JSON.stringify(error.meta) : "";
  return UNSTORABLE.includes(String(error.code)) || /"(?:original)?code":"22\w{3}"/i.test(meta);
}
