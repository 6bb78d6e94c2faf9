import type { Statements } from "../platform/db";
import { type ListingRow, SKU_DUPLICATE, isSold } from "./listing-row";
import { listingsOfSkus } from "./read-listings";
import type { ServedConnection } from "./served-connections";
import type { Want } from "./want";

export interface ResolvedClaims {
  /** The wants, of which some lost their SKU, and listings of other products that lost theirs. */
  wants: Want[];
  /** Products with a variant that was held back for its SKU and may have it now: they must be read again. */
  promoted: string[];
}

/**
 * A SKU names one thing on the channel. Of several variants that ask for the same one, the lowest id (the oldest) has it,
 * the others are held back and name it; a variant that is itself held back or away asks for nothing. Whoever changes
 * what it asks for makes the others be looked at again, so the outcome depends on the shop alone, not on the order in
 * which it was read.
 */
export async function resolveClaims(
  tx: Statements,
  connection: ServedConnection,
  wants: readonly Want[],
): Promise<ResolvedClaims> {
  const others = await othersOf(tx, connection, wants);
  const owners = ownersOf(wants, others);
  const settled = wants.map((want) => ({
    ...want,
    outcome: asked(want).flatMap((sku) => lost(owners, sku, want.variantId) ?? [])[0] ?? want.outcome,
  }));
  const promoted = others.filter(
    (listing) => !isSold(listing) && owners.get(listing.sku)?.variantId === listing.variantId,
  );
  return {
    wants: [...settled, ...demotedBy(owners, others, wants[0])],
    promoted: [...new Set(promoted.map(({ productId }) => productId))],
  };
}

/** Listings of other variants under the SKUs that these ask for or had. */
async function othersOf(tx: Statements, connection: ServedConnection, wants: readonly Want[]): Promise<ListingRow[]> {
  const variants = new Map(
    wants.flatMap((want) => [...asked(want), ...had(want)].map((sku) => [sku, want.variantId] as const)),
  );
  const variantIds = new Set(wants.map(({ variantId }) => variantId));
  const listings = await listingsOfSkus(tx, connection, variants);
  return listings.filter(({ variantId }) => !variantIds.has(variantId));
}

interface Owner {
  variantId: string;
  title: string;
}

/** Who has each SKU: of all that ask for it the variant with the lowest id. */
function ownersOf(wants: readonly Want[], others: readonly ListingRow[]): Map<string, Owner> {
  const owners = new Map<string, Owner>();
  const claim = (sku: string, variantId: string, title: string) => {
    const owner = owners.get(sku);
    if (!owner || BigInt(variantId) < BigInt(owner.variantId)) owners.set(sku, { variantId, title });
  };
  for (const want of wants) for (const sku of asked(want)) claim(sku, want.variantId, want.looks?.title ?? "");
  for (const { sku, variantId, title } of others) claim(sku, variantId, title);
  return owners;
}

/** What becomes of a variant that asks for the SKU; undefined where it has it. */
function lost(owners: ReadonlyMap<string, Owner>, sku: string, variantId: string): Want["outcome"] | undefined {
  const owner = owners.get(sku);
  if (!owner || owner.variantId === variantId) return undefined;
  const params = { sku, other: owner.title, variantId: owner.variantId };
  return { kind: "held", code: SKU_DUPLICATE, params, sku };
}

/** The listings that sell under a SKU which is another's now. @param cause the want whose reading led to it */
function demotedBy(owners: ReadonlyMap<string, Owner>, others: readonly ListingRow[], cause: Want | undefined): Want[] {
  return others.flatMap((listing) => {
    const outcome = isSold(listing) && lost(owners, listing.sku, listing.variantId);
    if (!outcome || !cause) return [];
    const { productId, variantId } = listing;
    // Nothing new is known of its own product.
    const reading = { ...cause.reading, productId, facts: null, readAt: listing.readAt ?? cause.reading.readAt };
    return [{ listing, productId, variantId, outcome, looks: undefined, reading }];
  });
}

function asked({ outcome }: Want): string[] {
  return outcome.kind === "sold" ? [outcome.product.sku] : [];
}

function had({ listing }: Want): string[] {
  return listing && (isSold(listing) || listing.reason === SKU_DUPLICATE) ? [listing.sku] : [];
}
