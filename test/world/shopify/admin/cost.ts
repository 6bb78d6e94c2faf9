import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from "graphql";

import { adminSchema } from "./schema";

export const MAX_SINGLE_QUERY = 1_000;
const MUTATION = 10;
const COUNT = 10;

interface Ask {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/**
 * The cost a document asks for: an object of its own id is 1, a mutation 10, a count 10, a connection grows with its
 * page size, though slower than it: 250 nodes are charged as 52. The curve is fitted to recorded answers of the real
 * API (1 is charged as 1 node, 5 as 3); single costs differ from Shopify's by a few points.
 */
export function requestedCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const ask: Ask = { variables, fragments: new Map(definitions.map((one) => [one.name.value, one])) };
  if (operation.operation === "mutation") {
    const inside = selectionCost("Mutation", operation.selectionSet, ask, true);
    return Math.max(MUTATION, inside);
  }
  return Math.max(1, selectionCost("QueryRoot", operation.selectionSet, ask, false));
}

/** What the document really costs cannot be more than asked; the stand-in charges it in full. */
export function tooExpensive(cost: number): GraphQLError {
  return new GraphQLError(
    `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_SINGLE_QUERY}).`,
    { extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_SINGLE_QUERY } },
  );
}

function selectionCost(typeName: string, set: SelectionSetNode, ask: Ask, mutation: boolean): number {
  const type = adminSchema().getType(typeName);
  let cost = 0;
  for (const one of set.selections) {
    if (one.kind !== Kind.FIELD) {
      const fragment = one.kind === Kind.FRAGMENT_SPREAD ? ask.fragments.get(one.name.value) : one;
      if (fragment)
        cost += selectionCost(fragment.typeCondition?.name.value ?? typeName, fragment.selectionSet, ask, mutation);
      continue;
    }
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[one.name.value] : undefined;
    if (!field || !one.selectionSet) continue;
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) continue;
    if (typeName === "Mutation") cost += MUTATION + payloadCost(named.name, one.selectionSet, ask);
    else if (named.name === "Count") cost += COUNT;
    else if (named.name.endsWith("Connection")) {
      const args = getArgumentValues(field, one, ask.variables);
      const charged = chargedNodes(Number(args["first"] ?? args["last"] ?? 0));
      cost += 2 + charged * (1 + connectionCost(named.name, one.selectionSet, ask));
    } else cost += ownCost(named.name) + selectionCost(named.name, one.selectionSet, ask, false);
  }
  return cost;
}

/** What a mutation gives back is in its price; only connections below it cost more. */
function payloadCost(typeName: string, set: SelectionSetNode, ask: Ask): number {
  const type = adminSchema().getType(typeName);
  let cost = 0;
  for (const one of set.selections) {
    const field = one.kind === Kind.FIELD && isObjectType(type) ? type.getFields()[one.name.value] : undefined;
    if (!field || one.kind !== Kind.FIELD || !one.selectionSet) continue;
    cost += selectionCost(getNamedType(field.type).name, one.selectionSet, ask, false);
  }
  return cost;
}

function connectionCost(typeName: string, set: SelectionSetNode, ask: Ask): number {
  const type = adminSchema().getType(typeName);
  let cost = 0;
  for (const one of set.selections) {
    if (one.kind !== Kind.FIELD || !one.selectionSet || one.name.value === "pageInfo" || !isObjectType(type)) continue;
    const field = type.getFields()[one.name.value];
    if (!field) continue;
    const named = getNamedType(field.type).name;
    cost +=
      one.name.value === "edges"
        ? connectionCost(named, one.selectionSet, ask)
        : selectionCost(named, one.selectionSet, ask, false);
  }
  return cost;
}

function chargedNodes(first: number): number {
  return first <= 1 ? first : Math.ceil(first ** 0.715);
}

function ownCost(typeName: string): number {
  const type = adminSchema().getType(typeName);
  const isNode = isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Node");
  return isNode || isInterfaceType(type) ? 1 : 0;
}
