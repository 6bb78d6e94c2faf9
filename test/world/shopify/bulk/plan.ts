import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from "graphql";

import { Connection } from "../admin/connection";
import type { Context, Resolver } from "../admin/context";
import { resolverOf, typeNameOf } from "../admin/resolve";
import { adminSchema } from "../admin/schema";
import type { Fragments } from "./document";

/** A selection, compiled once so that a hundred thousand objects can be read through it quickly. */
export interface Plan {
  steps: readonly Step[];
}

type Step =
  | { kind: "leaf"; key: string; resolve: Resolver; args: unknown }
  | { kind: "object" | "list"; key: string; resolve: Resolver; args: unknown; plan: PlanByType }
  | { kind: "connection"; key: string; resolve: Resolver; args: unknown; plan: PlanByType }
  | { kind: "typename"; key: string; name: string };

type PlanByType = (source: unknown) => Plan;

/** A connection met on the way: its nodes become lines of their own. */
export interface Nested {
  nodes: readonly { id: string }[];
  plan: PlanByType;
}

export function compile(operation: OperationDefinitionNode, fragments: Fragments): Plan {
  const root = adminSchema().getQueryType();
  if (!root) throw new Error("a schema without queries");
  return planOf(root, [operation.selectionSet], fragments);
}

/** Reads one object through its plan; connections are put aside instead of written. */
export function read(plan: Plan, source: unknown, context: Context, aside: Nested[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const step of plan.steps) {
    if (step.kind === "typename") {
      out[step.key] = step.name;
      continue;
    }
    const value = step.resolve(source, step.args, context);
    if (step.kind === "leaf") out[step.key] = value ?? null;
    else if (step.kind === "connection") aside.push({ nodes: nodesOf(value), plan: step.plan });
    else if (value === null || value === undefined) out[step.key] = null;
    else if (step.kind === "object") out[step.key] = read(step.plan(value), value, context, aside);
    else out[step.key] = (value as unknown[]).map((one) => read(step.plan(one), one, context, aside));
  }
  return out;
}

function nodesOf(value: unknown): readonly { id: string }[] {
  if (!(value instanceof Connection)) throw new Error("a connection field did not answer with a connection");
  return value.nodes as { id: string }[];
}

function planOf(type: GraphQLObjectType, selections: readonly SelectionSetNode[], fragments: Fragments): Plan {
  const merged = new Map<string, FieldNode[]>();
  for (const selection of selections) collect(type, selection, fragments, merged);
  return { steps: [...merged].map(([key, nodes]) => stepOf(type, key, nodes, fragments)) };
}

function stepOf(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[], fragments: Fragments): Step {
  const first = nodes[0];
  if (first?.name.value === "__typename") return { kind: "typename", key, name: type.name };
  const field = first && type.getFields()[first.name.value];
  if (!first || !field) throw new Error(`no field ${type.name}.${first?.name.value ?? ""}`);
  const base = { key, resolve: resolverOf(type.name, field.name), args: getArgumentValues(field, first, {}) };
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) return { kind: "leaf", ...base };
  const inside = nodes.flatMap((node) => node.selectionSet ?? []);
  if (named.name.endsWith("Connection")) {
    return { kind: "connection", ...base, plan: byType(nodeTypeOf(named.name), nodeSelections(inside), fragments) };
  }
  return { kind: isList(field.type) ? "list" : "object", ...base, plan: byType(named.name, inside, fragments) };
}

/** Plans for each concrete type a field can answer with, made when first met. */
function byType(declared: string, selections: readonly SelectionSetNode[], fragments: Fragments): PlanByType {
  const schema = adminSchema();
  const plans = new Map<string, Plan>();
  const fixed = isObjectType(schema.getType(declared)) ? declared : undefined;
  return (source) => {
    const name = fixed ?? typeNameOf(source) ?? declared;
    let plan = plans.get(name);
    if (!plan) {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`cannot tell which ${declared} this is`);
      plans.set(name, (plan = planOf(type, selections, fragments)));
    }
    return plan;
  };
}

function collect(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fragments: Fragments,
  into: Map<string, FieldNode[]>,
): void {
  for (const one of selections) {
    if (one.kind === Kind.FIELD) {
      const key = one.alias?.value ?? one.name.value;
      into.set(key, [...(into.get(key) ?? []), one]);
      continue;
    }
    const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one;
    const condition = fragment?.typeCondition?.name.value;
    if (fragment && fits(type, condition)) collect(type, fragment.selectionSet, fragments, into);
  }
}

function fits(type: GraphQLObjectType, condition: string | undefined): boolean {
  if (!condition || condition === type.name) return true;
  const other = adminSchema().getType(condition);
  return other !== undefined && "getTypes" in other
    ? other.getTypes().includes(type)
    : type.getInterfaces().some(({ name }) => name === condition);
}

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));

function nodeTypeOf(connection: string): string {
  const type = adminSchema().getType(connection);
  const nodes = isObjectType(type) ? type.getFields()["nodes"] : undefined;
  if (!nodes) throw new Error(`${connection} has no nodes`);
  return getNamedType(nodes.type).name;
}

/** What is selected under edges { node { … } }. */
function nodeSelections(selections: readonly SelectionSetNode[]): SelectionSetNode[] {
  const fields = (set: SelectionSetNode, name: string): SelectionSetNode[] =>
    set.selections.flatMap((one) =>
      one.kind === Kind.FIELD && one.name.value === name && one.selectionSet ? [one.selectionSet] : [],
    );
  return selections.flatMap((set) => fields(set, "edges").flatMap((edge) => fields(edge, "node")));
}
