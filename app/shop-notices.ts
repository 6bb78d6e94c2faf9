import { recordActivity } from "./connections/activity";
import { clearProblem, raiseProblem } from "./connections/problems";
import { enqueue } from "./platform/queue";
import type { ShopNotices } from "./shopify/notices";

const TOKEN_PROBLEM = "shop:token";

/** What Shopify's side has to tell the merchant, told as every other room tells it. */
export const shopNotices: ShopNotices = {
  tokenLost: (tx, shop, now) =>
    raiseProblem(
      tx,
      { shop, connectionId: null, key: TOKEN_PROBLEM, code: "shopify.token_lost", severity: "critical" },
      now,
    ),
  tokenFound: async (tx, shop, now) => {
    const lost = await tx.problem.findFirst({ where: { shop, key: TOKEN_PROBLEM, clearedAt: null } });
    if (!lost) return;
    await clearProblem(tx, shop, TOKEN_PROBLEM, now);
    // What we could not read meanwhile is compared now.
    const name = `reconcile:${shop}`;
    await enqueue(tx, "catalog.reconcile", { shop }, { queue: name, key: name });
  },
  installed: (tx, shop, now) => recordActivity(tx, { shop, connectionId: null, kind: "installed" }, now),
};
