import { appNamespace } from "../orders/custom-id";
import type { MetafieldDefinitionRecord } from "../store/records";
import type { Shop } from "../store/shop";

export interface DefinitionInput {
  name: string;
  namespace?: string | null;
  key: string;
  description?: string | null;
  type: string;
  ownerType: string;
  pin?: boolean | null;
  capabilities?: { uniqueValues?: { enabled: boolean } | null } | null;
}

/** The mutation metafieldDefinitionCreate. A definition of type id must have unique values. */
export function createDefinition(shop: Shop, input: DefinitionInput) {
  const refused = (field: string[], message: string, code: string) => ({
    createdDefinition: null,
    userErrors: [{ field: ["definition", ...field], message, code }],
  });
  const namespace = appNamespace(input.namespace);
  const unique = input.capabilities?.uniqueValues?.enabled ?? input.type === "id";
  if (input.type === "id" && !unique) {
    const message = "Capability unique_values is required for type id but is disabled";
    return refused([], message, "CAPABILITY_REQUIRED_BUT_DISABLED");
  }
  const taken = (one: MetafieldDefinitionRecord): boolean =>
    one.ownerType === input.ownerType && one.namespace === namespace && one.key === input.key;
  if (shop.definitions.some(taken)) {
    const owner = input.ownerType.charAt(0) + input.ownerType.slice(1).toLowerCase();
    return refused(["key"], `Key is in use for ${owner} metafields on the '${namespace}' namespace.`, "TAKEN");
  }
  const definition: MetafieldDefinitionRecord = {
    id: shop.newId("MetafieldDefinition"),
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    unique,
    pinned: input.pin ?? false,
  };
  shop.definitions.push(definition);
  return { createdDefinition: definition, userErrors: [] };
}
