import { gidNumber } from "../../gid";
import { times } from "../../orders/totals";
import type { RefundRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Fields } from "../context";
import { moneyBag } from "./money";

export const refundFields = {
  Refund: {
    legacyResourceId: ({ id }) => String(gidNumber(id)),
    totalRefundedSet: (one) => moneyBag(one.total, one.order),
    transactions: (one, args: PageArgs, context) => connect(one.transactions, args, context),
    processedAt: (one) => one.createdAt,
    updatedAt: (one) => one.createdAt,
    refundLineItems: (one, args: PageArgs, context) =>
      connect(
        one.lines.map(({ id, line, quantity, restockType }) => ({
          id,
          lineItem: line,
          quantity,
          restockType,
          restocked: restockType !== "NO_RESTOCK",
          location: line.claims[0]?.level.location ?? null,
          subtotalSet: moneyBag(times(line.unitPrice, quantity), one.order),
          priceSet: moneyBag(line.unitPrice, one.order),
        })),
        args,
        context,
      ),
  } satisfies Fields<RefundRecord>,
};
