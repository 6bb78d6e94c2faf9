import { GraphQLError } from "graphql";

import { gidType } from "../gid";
import type { MetafieldDefinitionRecord, OrderRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { MetafieldInput, UserError } from "./input";

/** The app's own namespace: "$app" and "$app:name" stand for "app--<id>" and "app--<id>--name"; none means "$app". */
export function appNamespace(namespace: string | null | undefined): string {
  return (namespace ?? "$app").replace(/^\$app(?::(.*))?$/, (_, rest?: string) =>
    rest ? `app--4242424242--${rest}` : "app--4242424242",
  );
}

/** @throws when no definition of type id stands behind the key, as the API does. */
export function findOrderByCustomId(
  shop: Shop,
  customId: { namespace?: string | null; key: string; value: string } | null | undefined,
): OrderRecord | null {
  if (!customId) return null;
  const namespace = appNamespace(customId.namespace);
  const definition = definitionOf(shop, namespace, customId.key);
  if (definition?.type !== "id") {
    throw new GraphQLError("Metafield definition of type 'id' is required when using custom ids.", {
      extensions: { code: "NOT_FOUND" },
    });
  }
  return ownerOf(shop, namespace, customId.key, customId.value) ?? null;
}

/** The metafields of an order to be made: a value of a unique definition may belong to one order only. */
export function checkMetafields(shop: Shop, metafields: readonly MetafieldInput[]): UserError[] | undefined {
  for (const [index, { namespace, key, value }] of metafields.entries()) {
    const field = ["order", "metafields", index, "value"];
    const definition = definitionOf(shop, appNamespace(namespace), key ?? "");
    if (!value) return [{ field, message: "Metafields value can't be blank", code: "INVALID" }];
    if (definition?.unique && ownerOf(shop, definition.namespace, definition.key, value)) {
      return [{ field, message: "Metafields value has already been taken", code: "INVALID" }];
    }
  }
  return undefined;
}

export function storeMetafields(shop: Shop, ownerId: string, metafields: readonly MetafieldInput[]): void {
  const now = shop.now();
  const made = metafields.map(({ namespace, key, type, value }) => ({
    id: shop.newId("Metafield"),
    ownerId,
    namespace: appNamespace(namespace),
    key: key ?? "",
    type: definitionOf(shop, appNamespace(namespace), key ?? "")?.type ?? type ?? "single_line_text_field",
    value: value ?? "",
    createdAt: now,
    updatedAt: now,
  }));
  shop.metafields.set(ownerId, [...(shop.metafields.get(ownerId) ?? []), ...made]);
  for (const one of made) shop.metafieldOwners.set(ownerKey(one.namespace, one.key, one.value), ownerId);
}

function definitionOf(shop: Shop, namespace: string, key: string): MetafieldDefinitionRecord | undefined {
  return shop.definitions.find((one) => one.ownerType === "ORDER" && one.namespace === namespace && one.key === key);
}

function ownerOf(shop: Shop, namespace: string, key: string, value: string): OrderRecord | undefined {
  const owner = shop.metafieldOwners.get(ownerKey(namespace, key, value));
  return owner && gidType(owner) === "Order" ? shop.orders.get(owner) : undefined;
}

const ownerKey = (namespace: string, key: string, value: string): string => JSON.stringify([namespace, key, value]);
