import type { Connection, Prisma } from "@prisma/client";

import type { Transaction } from "../platform/db";
import { type ActivityKind, recordActivity } from "./activity";
import type { ConnectionState } from "./connection";

/** Keys of the problems a connection itself can have; what succeeds later clears them. */
export const credentialsProblem = (connectionId: string): string => `connection:${connectionId}:credentials`;
export const deliveryProblem = (connectionId: string): string => `connection:${connectionId}:delivery`;

export interface Step {
  from: readonly ConnectionState[];
  to: ConnectionState;
  data?: Prisma.ConnectionUpdateManyMutationInput;
  /** Narrower than the state alone, where that matters. */
  only?: Prisma.ConnectionWhereInput;
  activity?: { kind: ActivityKind; params?: Record<string, string | number> };
}

/**
 * One step of the state machine, taken in SQL only from the states it may start in.
 * @returns false when the connection was in another state by then: nothing has happened.
 */
export async function takeStep(
  tx: Transaction,
  connection: Pick<Connection, "id" | "shop">,
  step: Step,
  now: Date,
): Promise<boolean> {
  const { id, shop } = connection;
  const { count } = await tx.connection.updateMany({
    where: { ...step.only, id, shop, state: { in: [...step.from] } },
    data: { ...step.data, state: step.to },
  });
  if (count === 0) return false;
  if (step.activity) await recordActivity(tx, { shop, connectionId: id, ...step.activity }, now);
  return true;
}
