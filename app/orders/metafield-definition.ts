import { Failure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import { DefineOrderMetafieldDocument, type MetafieldInput } from "../shopify/generated/admin";

/**
 * The unique metafield every order of ours carries, in the namespace that belongs to this app alone. Of type `id`, whose
 * values Shopify keeps unique per shop and by which `orderByIdentifier` finds an order at once, without a search index.
 * Source: shopify.dev/docs/apps/build/custom-data/metafields/working-with-custom-ids.
 */
const PLACED_ORDER = { namespace: "$app:hkj_connect", key: "placed_order" } as const;

/** The metafield of an order that bears this key, as `orderCreate` takes it. */
export function orderMetafield(value: string): MetafieldInput {
  return { ...PLACED_ORDER, type: "id", value };
}

/** The same as `orderByIdentifier` takes it. */
export function orderCustomId(value: string): { namespace: string; key: string; value: string } {
  return { ...PLACED_ORDER, value };
}

/**
 * Makes the metafield's definition; one that is there is as good.
 * @throws Failure of the Admin client; final `order.metafield_refused` with Shopify's message
 */
export async function ensureOrderMetafield(admin: AdminClient): Promise<void> {
  const { metafieldDefinitionCreate } = await admin.request(DefineOrderMetafieldDocument, {
    definition: {
      ...PLACED_ORDER,
      ownerType: "ORDER",
      type: "id",
      name: "HKJ Connect order key",
      description: "Ties a Shopify order to the order of the channel it came from. Do not change.",
      access: { admin: "MERCHANT_READ" },
      capabilities: { uniqueValues: { enabled: true } },
    },
  });
  const refusal = metafieldDefinitionCreate?.userErrors.find((error) => error.code !== "TAKEN");
  if (!refusal) return;
  throw new Failure({
    kind: "final",
    code: "order.metafield_refused",
    message: `the order metafield definition was refused: ${refusal.message}`,
    params: { message: refusal.message },
  });
}
