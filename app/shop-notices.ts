import { recordActivity } from "./connections/activity";
import { clearProblem, raiseProblem } from "./connections/problems";
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
  tokenFound: (tx, shop, now) => clearProblem(tx, shop, TOKEN_PROBLEM, now),
  installed: (tx, shop, now) => recordActivity(tx, { shop, connectionId: null, kind: "installed" }, now),
};
