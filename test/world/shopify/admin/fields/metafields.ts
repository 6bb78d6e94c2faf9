import { gidNumber } from "../../gid";
import type { MetafieldDefinitionRecord, MetafieldRecord } from "../../store/records";
import { digestOf } from "../../store/shop";
import type { Fields } from "../context";

const CATEGORY: Record<string, string> = {
  id: "ID",
  single_line_text_field: "TEXT",
  multi_line_text_field: "TEXT",
  number_integer: "NUMBER",
};

const off = { eligible: false, enabled: false };

export const metafieldFields = {
  Metafield: {
    legacyResourceId: ({ id }) => String(gidNumber(id)),
    jsonValue: (one) => one.value,
    compareDigest: (one) => digestOf(one.value),
    sizeInBytes: (one) => Buffer.byteLength(one.value),
    owner: (one, _: object, { shop }) => shop.find(one.ownerId),
    ownerType: (one) => (one.ownerId.split("/")[3] ?? "").toUpperCase(),
    definition: (one, _: object, { shop }) =>
      shop.definitions.find(({ namespace, key }) => namespace === one.namespace && key === one.key) ?? null,
  } satisfies Fields<MetafieldRecord>,
  MetafieldDefinition: {
    type: (one) => ({
      name: one.type,
      category: CATEGORY[one.type] ?? one.type.toUpperCase(),
      supportsDefinitionMigrations: false,
    }),
    capabilities: (one) => ({
      uniqueValues: { eligible: true, enabled: one.unique },
      adminFilterable: { eligible: true, enabled: false, status: "NOT_FILTERABLE" },
      smartCollectionCondition: off,
      analyticsQueryable: off,
      cartToOrderCopyable: off,
    }),
    access: () => ({ admin: "PUBLIC_READ_WRITE", storefront: "NONE", customerAccount: "NONE" }),
    validations: () => [],
    validationStatus: () => "ALL_VALID",
    pinnedPosition: (one, _: object, { shop }) => (one.pinned ? shop.definitions.indexOf(one) + 1 : null),
    metafieldsCount: (one, _: object, { shop }) =>
      [...shop.metafields.values()].flat().filter((field) => field.namespace === one.namespace && field.key === one.key)
        .length,
  } satisfies Fields<MetafieldDefinitionRecord>,
};
