import type { Prisma } from "@prisma/client";

import { canonicalOrder } from "../canonical/order";
import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { TWO_MATCHES } from "./outcome";
import { type PlacedOrder, recordOrderEvent, requestCreate } from "./placed-order";
import { type Resolution, readResolution } from "./resolution";

/** A merchant's answer to what an order is held for. `line`: its position in the order, from 0. */
export type Decision =
  | { kind: "match"; line: number; variantId: string }
  | { kind: "custom"; line: number }
  | { kind: "accept_stock" }
  | { kind: "accept_totals" }
  | { kind: "contact_in_note" };

/**
 * Keeps the decision with a held order and starts the order again, with the same key (create.ts). An order of which
 * Shopify has two is never started by a decision.
 * @returns false when the shop has no such held order, it has no such line, or the shop no such variant listed
 */
export async function resolveHeldOrder(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  placedOrderId: string,
  decision: Decision,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from "PlacedOrder" where "id" = ${placedOrderId}::uuid and "shop" = ${shop} for update`;
    const where = { id: placedOrderId, shop, state: "held", NOT: { reason: TWO_MATCHES } };
    const row = await tx.placedOrder.findFirst({ where });
    if (!row || !(await isPossible(tx, row, decision))) return false;
    const decided = withDecision(readResolution(row.resolution), decision) as unknown as Prisma.InputJsonObject;
    await tx.placedOrder.update({
      where: { id: row.id },
      data: { state: "received", nextTryAt: null, setOutAt: now, resolution: decided },
    });
    const line = "line" in decision ? { line: decision.line + 1 } : {};
    await recordOrderEvent(tx, row, "resolved", { how: decision.kind, ...line }, now);
    await requestCreate(tx, row);
    return true;
  });
}

async function isPossible(tx: Transaction, row: PlacedOrder, decision: Decision): Promise<boolean> {
  if (!("line" in decision)) return true;
  const order = canonicalOrder.safeParse(row.order).data;
  const line = order?.lines[decision.line];
  if (!line) return false;
  // A line that is no article has only the price it was sold at.
  if (decision.kind === "custom") return line.unitPriceFils !== null;
  const { shop, connectionId } = row;
  const { variantId } = decision;
  return (await tx.listing.count({ where: { shop, connectionId, variantId } })) > 0;
}

function withDecision(before: Resolution, decision: Decision): Resolution {
  switch (decision.kind) {
    case "match":
      return { ...before, lines: { ...before.lines, [decision.line]: { variantId: decision.variantId } } };
    case "custom":
      return { ...before, lines: { ...before.lines, [decision.line]: "custom" } };
    case "accept_stock":
      return { ...before, acceptStock: true };
    case "accept_totals":
      return { ...before, acceptTotals: true };
    case "contact_in_note":
      return { ...before, contactInNote: true };
  }
}
