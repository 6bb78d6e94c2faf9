import type { Connection } from "@prisma/client";

import { raiseProblem } from "../connections/problems";
import type { Effects } from "../platform/effects";

type Home = Pick<Connection, "id" | "shop">;

/** Keys of the problems that the calls of a connection's channel can have. */
export const callProblems = {
  signature: (connectionId: string) => `connection:${connectionId}:signature`,
  unreadable: (connectionId: string) => `connection:${connectionId}:unreadable`,
} as const;

/** Somebody has to look for the order that could not be read: not before a day has passed is it history. */
const SHOW_UNREADABLE_MS = 24 * 3_600_000;

/**
 * Calls that know the secret address but bear a wrong signature mean one thing as a rule: the signing secret was changed
 * at the channel. Nothing of the call is kept; the merchant is told, because every order is refused meanwhile.
 */
export async function reportBadSignature(effects: Pick<Effects, "db" | "clock">, { id, shop }: Home): Promise<void> {
  const report = { shop, connectionId: id, key: callProblems.signature(id), code: "connection.signature_refused" };
  await raiseProblem(effects.db, { ...report, severity: "critical" }, effects.clock.now());
}

/**
 * A call with the right signature came; was it an order that could be read, orders are readable again. One statement for
 * both, because it runs with every call.
 */
export async function clearCallProblems(
  { sql, clock }: Pick<Effects, "sql" | "clock">,
  { id, shop }: Home,
  came: { readableOrder: boolean },
): Promise<void> {
  const now = clock.now();
  const signature = callProblems.signature(id);
  const keys = came.readableOrder ? [signature, callProblems.unreadable(id)] : [signature];
  await sql.$executeRaw`
    update "Problem" set "clearedAt" = ${now}
    where "shop" = ${shop} and "key" = any(${keys}::text[]) and "clearedAt" is null
      and ("key" = ${signature} or "lastAt" <= ${new Date(now.getTime() - SHOW_UNREADABLE_MS)})`;
}
