import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from "graphql";

import { adminSchema } from "./schema";

export const MAX_SINGLE_QUERY = 1_000;

/** What recorded answers of the real API were charged for a page of so many nodes; between the points it is guessed. */
const CHARGED: readonly (readonly [first: number, nodes: number])[] = [
  [1, 1],
  [5, 3],
  [50, 6],
  [250, 10],
];

const MUTATION = 10;
const COUNT = 10;
const FREE = new Set(["MoneyBag", "MoneyV2"]);

interface Ask {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/**
 * The cost a document asks for, as recorded answers of the real API show it: 1 for an object or a list of them, nothing
 * for amounts, 10 for a count, 10 for a mutation with what it gives back, 2 for a connection and its nodes' cost times
 * a number that grows far slower than the page size.
 */
export function requestedCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const ask: Ask = { variables, fragments: new Map(definitions.map((one) => [one.name.value, one])) };
  const root = operation.operation === OperationTypeNode.MUTATION ? "Mutation" : "QueryRoot";
  return Math.max(1, costOf(root, operation.selectionSet, ask));
}

/** The refusal of a document that may not be asked at once. */
export function tooExpensive(cost: number): GraphQLError {
  return new GraphQLError(
    `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_SINGLE_QUERY}).`,
    { extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_SINGLE_QUERY } },
  );
}

function costOf(typeName: string, set: SelectionSetNode | undefined, ask: Ask): number {
  return (set?.selections ?? []).reduce((sum, one) => {
    if (one.kind === Kind.FIELD) return sum + fieldCost(typeName, one, ask);
    const fragment = one.kind === Kind.FRAGMENT_SPREAD ? ask.fragments.get(one.name.value) : one;
    return sum + costOf(fragment?.typeCondition?.name.value ?? typeName, fragment?.selectionSet, ask);
  }, 0);
}

function fieldCost(typeName: string, node: FieldNode, ask: Ask): number {
  const type = adminSchema().getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const named = field && getNamedType(field.type);
  if (!field || !named || !isCompositeType(named) || FREE.has(named.name)) return 0;
  if (typeName === "Mutation") return MUTATION + payloadCost(named.name, node.selectionSet, ask);
  if (named.name === "Count") return COUNT;
  if (!named.name.endsWith("Connection")) return 1 + costOf(named.name, node.selectionSet, ask);
  const args = getArgumentValues(field, node, ask.variables);
  return 2 + chargedNodes(Number(args["first"] ?? args["last"] ?? 0)) * pageCost(named.name, node.selectionSet, ask);
}

/** What a mutation gives back is in its price; only what hangs below that costs more. */
function payloadCost(typeName: string, set: SelectionSetNode | undefined, ask: Ask): number {
  const type = adminSchema().getType(typeName);
  return (set?.selections ?? []).reduce((sum, one) => {
    const field = one.kind === Kind.FIELD && isObjectType(type) ? type.getFields()[one.name.value] : undefined;
    return field && one.kind === Kind.FIELD ? sum + costOf(getNamedType(field.type).name, one.selectionSet, ask) : sum;
  }, 0);
}

/** One node of a connection, however it is reached: nodes { … } or edges { node { … } }; page info is free. */
function pageCost(typeName: string, set: SelectionSetNode | undefined, ask: Ask): number {
  const inside = costOf(typeName, set, ask);
  const selected = new Set((set?.selections ?? []).map((one) => (one.kind === Kind.FIELD ? one.name.value : "")));
  const frame = Number(selected.has("pageInfo")) + Number(selected.has("edges"));
  return Math.max(1, inside - frame);
}

/** Interpolated on the logarithm of the page size. */
function chargedNodes(first: number): number {
  if (first <= 0) return 0;
  for (const [index, [size, nodes]] of CHARGED.entries()) {
    if (first > size) continue;
    const [before, charged] = CHARGED[index - 1] ?? [1, 1];
    if (first === size) return nodes;
    const share = Math.log(first / before) / Math.log(size / before);
    return Math.ceil(charged + share * (nodes - charged));
  }
  return Math.ceil(10 * (first / 250));
}
