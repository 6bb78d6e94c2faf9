import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { enqueue } from "../platform/queue";
import type { AdminClient, OpenAdmin } from "../shopify/admin-client";
import { ShopFactsDocument, type ShopFactsQuery } from "../shopify/generated/admin";
import { idOf } from "../shopify/gid";
import { servedConnections } from "./served-connections";

interface LocationRow {
  locationId: string;
  name: string;
  active: boolean;
}

/**
 * Job `shop.read`, and the first step of every sync run: what Shopify says about the shop itself, and its locations. Where
 * that changes what is sold (currency, language, a location closed), every connection maps its catalogue anew. Several may
 * ask at once: the answer to the latest question counts, whichever is stored last.
 */
export async function readShop(
  effects: Pick<Effects, "db" | "clock">,
  openAdmin: OpenAdmin,
  shop: string,
): Promise<void> {
  const askedAt = effects.clock.now();
  const { answer, locations } = await readAll(openAdmin(shop));
  const published = answer.shopLocales.filter((locale) => locale.published || locale.primary);
  const facts = {
    name: answer.shop.name,
    currency: answer.shop.currencyCode,
    timezone: answer.shop.ianaTimezone,
    taxesIncluded: answer.shop.taxesIncluded,
    primaryLocale: answer.shopLocales.find(({ primary }) => primary)?.locale ?? "en",
    locales: published.map(({ locale }) => locale),
  };
  await effects.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from "Shop" where "domain" = ${shop} for update`;
    const before = await tx.shop.findUnique({ where: { domain: shop } });
    if (!before || (before.factsReadAt !== null && before.factsReadAt > askedAt)) return;
    await tx.shop.update({ where: { domain: shop }, data: { ...facts, factsReadAt: askedAt } });
    const moved = await storeLocations(tx, shop, locations);
    const speaks = before.currency !== facts.currency || before.primaryLocale !== facts.primaryLocale;
    // The first reading changes nothing: nothing was mapped before it.
    if (before.factsReadAt !== null && (moved || speaks)) await remapAll(tx, shop);
  });
}

async function readAll(admin: AdminClient): Promise<{ answer: ShopFactsQuery; locations: LocationRow[] }> {
  const locations: LocationRow[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: ShopFactsQuery = await admin.request(ShopFactsDocument, { locationsAfter: after });
    for (const { id, name, isActive } of answer.locations.nodes) {
      locations.push({ locationId: idOf(id), name, active: isActive });
    }
    if (!answer.locations.pageInfo.hasNextPage) return { answer, locations };
    after = answer.locations.pageInfo.endCursor;
  }
}

/** @returns whether the set of locations that count changed. */
async function storeLocations(tx: Transaction, shop: string, locations: readonly LocationRow[]): Promise<boolean> {
  const known = await tx.location.findMany({ where: { shop } });
  const closed = (rows: readonly LocationRow[]) =>
    rows.flatMap(({ locationId, active }) => (active ? [] : [locationId])).sort();
  for (const location of locations) {
    const { locationId } = location;
    await tx.location.upsert({
      where: { shop_locationId: { shop, locationId } },
      create: { shop, ...location },
      update: location,
    });
  }
  // One that was deleted is kept as closed: its stock rows may still be there.
  const gone = known.filter(({ locationId }) => !locations.some((one) => one.locationId === locationId));
  const where = { shop, locationId: { in: gone.map(({ locationId }) => locationId) } };
  await tx.location.updateMany({ where, data: { active: false } });
  const now = [...locations, ...gone.map((one) => ({ ...one, active: false }))];
  return JSON.stringify(closed(known)) !== JSON.stringify(closed(now));
}

async function remapAll(tx: Transaction, shop: string): Promise<void> {
  for (const { id } of await servedConnections(tx, shop)) {
    await enqueue(tx, "catalog.remap", { shop, connectionId: id }, { queue: `catalog:${shop}`, key: `remap:${id}` });
  }
}
