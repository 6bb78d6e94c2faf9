import type { Statements } from "../platform/db";
import { SKU_DUPLICATE, isSold } from "./listing-row";
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
  const variants = new Map(
    wants.flatMap((want) => [...asked(want), ...had(want)].map((sku) => [sku, want.variantId] as const)),
  );
  const variantIds = new Set(wants.map(({ variantId }) => variantId));
  const others = (await listingsOfSkus(tx, connection, variants)).filter(({ variantId }) => !variantIds.has(variantId));

  const owners = new Map<string, string>();
  const claim = (sku: string, variantId: string) => {
    const owner = owners.get(sku);
    if (owner === undefined || BigInt(variantId) < BigInt(owner)) owners.set(sku, variantId);
  };
  for (const want of wants) for (const sku of asked(want)) claim(sku, want.variantId);
  for (const { sku, variantId } of others) claim(sku, variantId);

  const titles = new Map([
    ...others.map(({ variantId, title }) => [variantId, title] as const),
    ...wants.map(({ variantId, looks }) => [variantId, looks?.title ?? ""] as const),
  ]);
  const lost = (sku: string, variantId: string): Want["outcome"] | undefined => {
    const owner = owners.get(sku);
    if (owner === undefined || owner === variantId) return undefined;
    return {
      kind: "held",
      code: SKU_DUPLICATE,
      params: { sku, other: titles.get(owner) ?? "", variantId: owner },
      sku,
    };
  };
  const settled = wants.map((want) => ({
    ...want,
    outcome: asked(want).flatMap((sku) => lost(sku, want.variantId) ?? [])[0] ?? want.outcome,
  }));
  const demoted = others.flatMap((listing): Want[] => {
    const outcome = isSold(listing) && lost(listing.sku, listing.variantId);
    const cause = wants[0];
    if (!outcome || !cause) return [];
    const { productId, variantId } = listing;
    // Nothing new is known of its own product.
    const reading = { ...cause.reading, productId, facts: null, readAt: listing.readAt ?? cause.reading.readAt };
    return [{ listing, productId, variantId, outcome, looks: undefined, reading }];
  });
  const promoted = others.filter((listing) => !isSold(listing) && owners.get(listing.sku) === listing.variantId);
  return {
    wants: [...settled, ...demoted],
    promoted: [...new Set(promoted.map(({ productId }) => productId))],
  };
}

function asked({ outcome }: Want): string[] {
  return outcome.kind === "sold" ? [outcome.product.sku] : [];
}

function had({ listing }: Want): string[] {
  return listing && (isSold(listing) || listing.reason === SKU_DUPLICATE) ? [listing.sku] : [];
}
