import { Prisma } from "@prisma/client";

import type { Transaction } from "../platform/db";
import type { ShopNotices } from "./notices";
import { requestShopRead } from "./request-shop-read";

/** Clocks differ a little between Shopify and us. */
const SKEW_MS = 5_000;

/**
 * Makes the shop's row, or marks it as installed again, and asks for its facts. Nothing happens to a shop that is
 * known and installed.
 * @returns true when it was new or had been uninstalled.
 */
export async function rememberInstallation(
  tx: Transaction,
  shop: string,
  notices: Pick<ShopNotices, "installed">,
  now: Date,
): Promise<boolean> {
  const fresh = await tx.shop.createMany({ data: { domain: shop, installedAt: now }, skipDuplicates: true });
  const back = await tx.shop.updateMany({
    where: { domain: shop, uninstalledAt: { not: null } },
    data: { installedAt: now, uninstalledAt: null, feedbackFrom: null },
  });
  if (fresh.count + back.count === 0) return false;
  await requestShopRead(tx, shop);
  await notices.installed(tx, shop, now);
  return true;
}

/** What the app may do decides what can be read of the shop: it is read again when that changed. */
export async function rememberScope(
  tx: Transaction,
  shop: string,
  { before, after }: { before: string; after: string },
): Promise<void> {
  if (sortedScopes(before) === sortedScopes(after)) return;
  await tx.shop.updateMany({ where: { domain: shop }, data: { feedbackFrom: null } });
  await requestShopRead(tx, shop);
}

function sortedScopes(scope: string): string {
  return scope
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean)
    .sort()
    .join();
}

/**
 * The merchant removed the app (topic app/uninstalled): tokens are forgotten, connections end and lose their
 * credentials, what waits to be sent is dropped. Listings and orders stay as history until shop/redact, 48 hours later.
 *
 * Shopify may deliver it late. Tokens that were given out after it happened belong to a new installation, which stays.
 */
export async function uninstallShop(
  tx: Transaction,
  { shop, triggeredAt }: { shop: string; triggeredAt: Date | null },
  now: Date,
): Promise<void> {
  const happenedAt = triggeredAt ?? now;
  const newer = { gt: new Date(happenedAt.getTime() + SKEW_MS) };
  if (await tx.session.findFirst({ where: { shop, updatedAt: newer } })) return;
  await tx.session.deleteMany({ where: { shop } });
  await tx.shop.updateMany({ where: { domain: shop, uninstalledAt: null }, data: { uninstalledAt: happenedAt } });
  await tx.connection.updateMany({
    where: { shop },
    data: {
      state: "disconnected",
      credentials: null,
      credentialHints: {},
      findings: {},
      blockedReason: Prisma.DbNull,
      failures: 0,
      retryAt: null,
    },
  });
  await tx.syncRun.updateMany({ where: { shop, finishedAt: null }, data: { cancelRequested: true } });
  await tx.outboxEvent.deleteMany({ where: { shop } });
  await tx.importFile.deleteMany({ where: { shop } });
  // What Shopify was told of products goes with the app; another installation tells it anew.
  await tx.productFeedback.deleteMany({ where: { shop } });
}
