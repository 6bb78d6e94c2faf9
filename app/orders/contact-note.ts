import type { Prisma } from "@prisma/client";

import { raiseProblem } from "../connections/problems";
import { readSettings } from "../connections/settings";
import type { Effects } from "../platform/effects";
import { type PlacedOrder, problemKeys, recordOrderEvent, requestCreate } from "./placed-order";
import { readResolution } from "./resolution";

/**
 * Shopify refused the customer or the address. Where the settings say so, the order starts again with both in its note,
 * as if the merchant had decided so, who is told.
 * @returns false when the merchant is to decide, or the note did not help either
 */
export async function putContactIntoNote(
  effects: Pick<Effects, "db" | "clock">,
  row: PlacedOrder,
  params: Record<string, string | number>,
): Promise<boolean> {
  const now = effects.clock.now();
  const { id, shop, connectionId, channelOrderId: order } = row;
  const decided = readResolution(row.resolution);
  if (decided.contactInNote) return false;
  return effects.db.$transaction(async (tx) => {
    const connection = await tx.connection.findFirst({ where: { id: connectionId, shop } });
    if (readSettings(connection?.settings).contactRefused !== "note") return false;
    const resolution = { ...decided, contactInNote: true } as unknown as Prisma.InputJsonObject;
    const { count } = await tx.placedOrder.updateMany({
      where: { id, shop, state: "creating" },
      data: { state: "received", nextTryAt: null, resolution },
    });
    if (count === 0) return true;
    await recordOrderEvent(tx, row, "resolved", { how: "contact_by_settings" }, now);
    const report = { shop, connectionId, key: problemKeys.contact(id), code: "order.contact_noted" };
    await raiseProblem(tx, { ...report, params: { order, ...params }, severity: "warning" }, now);
    await requestCreate(tx, row);
    return true;
  });
}
