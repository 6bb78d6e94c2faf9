import { CURRENCY } from "../canonical/currency";
import { collectionsOf } from "../connections/selection-rule";
import type { ConnectionSettings } from "../connections/settings";
import type { DatabaseOrTransaction } from "../platform/db";
import { CatalogMarketPriceFragmentDoc } from "../shopify/generated/admin";
import { gid } from "../shopify/gid";
import type { ProductFacts } from "./product-facts";
import { servedConnections } from "./served-connections";

/** What is read of products only where a shop's currency or a connection's rules need it. */
export interface Extras {
  /** Prices in Jordan, by Shopify Markets. */
  market: boolean;
  /** Numbers of collections of which it matters whether a product is in them. */
  collections: readonly string[];
}

/** All that any of a shop's served connections needs; with `unconnected` those that are not connected, too. */
export async function extrasOf(db: DatabaseOrTransaction, shop: string, unconnected = false): Promise<Extras> {
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { currency: true } });
  const rules = (await servedConnections(db, shop, undefined, unconnected)).flatMap(
    ({ settings }) => settings.selection,
  );
  return { market: needsMarket(row?.currency ?? ""), collections: collectionsOf(rules) };
}

/**
 * Whether a reading lacks what mapping needs by now: rules or currency changed after it was asked for. The change itself
 * started a sync that asks for everything (catalog/remap.ts), so such a reading is better left alone.
 */
export function lacksExtras(
  facts: ProductFacts,
  currency: string,
  { selection }: Pick<ConnectionSettings, "selection">,
): boolean {
  if (collectionsOf(selection).some((id) => !facts.collections.has(id))) return true;
  return needsMarket(currency) && facts.variants.some(({ marketPrice }) => marketPrice === null);
}

/** Without a currency the shop was not read yet: there is nothing to convert. */
function needsMarket(currency: string): boolean {
  return currency !== "" && currency !== CURRENCY;
}

const MEMBERSHIP = "in_";

/**
 * A document that asks about memberships too. A question for each chosen collection costs nothing and needs no paging,
 * where a list of a product's collections would be a fifth connection, and cut short in a query by id.
 */
export function withCollections(text: string, { collections }: Extras): string {
  const fields = collections.map((id) => `${MEMBERSHIP}${id}: inCollection(id: "${gid("Collection", id)}")`);
  return insertedAfter(text, "hasOnlyDefaultVariant", fields.join("\n"));
}

/** The same for an export, whose prices in Jordan are written in: a bulk query takes no variables. */
export function withExtras(text: string, extras: Extras): string {
  const asked = withCollections(text, extras);
  if (!extras.market) return asked;
  const fragment = CatalogMarketPriceFragmentDoc.toString();
  return insertedAfter(asked, "compareAtPrice", fragment.slice(fragment.indexOf("{") + 1, fragment.lastIndexOf("}")));
}

/** The answers, of a product's node. */
export function membershipsOf(node: Readonly<Record<string, unknown>>): Map<string, boolean> {
  const asked = Object.entries(node).filter(([name]) => name.startsWith(MEMBERSHIP));
  return new Map(asked.map(([name, inside]) => [name.slice(MEMBERSHIP.length), inside === true]));
}

function insertedAfter(text: string, field: string, fields: string): string {
  return fields === "" ? text : text.replace(new RegExp(`^\\s*${field}$`, "m"), (line) => `${line}\n${fields}`);
}
