import { appNamespace, storeMetafields } from "../orders/custom-id";
import type { MetafieldInput } from "../orders/input";
import type { Shop } from "../store/shop";

/** The mutation metafieldsSet: makes or replaces metafields of things that are there. */
export function setMetafields(shop: Shop, inputs: readonly (MetafieldInput & { ownerId: string; key: string })[]) {
  const missing = inputs.findIndex(({ ownerId }) => !shop.find(ownerId));
  if (missing >= 0) {
    const field = ["metafields", String(missing), "ownerId"];
    return { metafields: null, userErrors: [{ field, message: "Owner does not exist", code: "INVALID_VALUE" }] };
  }
  const metafields = inputs.map((input) => {
    const same = (one: { namespace: string; key: string }): boolean =>
      one.key === input.key && one.namespace === appNamespace(input.namespace);
    const others = (shop.metafields.get(input.ownerId) ?? []).filter((one) => !same(one));
    shop.metafields.set(input.ownerId, others);
    storeMetafields(shop, input.ownerId, [input]);
    return shop.metafields.get(input.ownerId)?.find(same);
  });
  return { metafields, userErrors: [] };
}
