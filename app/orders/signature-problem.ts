import type { Connection } from "@prisma/client";

import { clearProblem, raiseProblem } from "../connections/problems";
import type { Effects } from "../platform/effects";

type Home = Pick<Connection, "id" | "shop">;

const keyOf = (connectionId: string): string => `connection:${connectionId}:signature`;

/**
 * Calls that know the secret address but bear a wrong signature mean one thing as a rule: the signing secret was changed
 * at the channel. Nothing of the call is kept; the merchant is told, because every order is refused meanwhile.
 */
export async function reportBadSignature(effects: Pick<Effects, "db" | "clock">, { id, shop }: Home): Promise<void> {
  const report = { shop, connectionId: id, key: keyOf(id), code: "connection.signature_refused" };
  await raiseProblem(effects.db, { ...report, severity: "critical" }, effects.clock.now());
}

/** A call with the right signature came. */
export async function clearSignatureProblem(effects: Pick<Effects, "sql" | "clock">, home: Home): Promise<void> {
  await clearProblem(effects.sql, home.shop, keyOf(home.id), effects.clock.now());
}
