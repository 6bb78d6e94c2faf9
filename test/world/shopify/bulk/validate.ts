import {
  Kind,
  type SelectionSetNode,
  TypeInfo,
  getNamedType,
  getNullableType,
  isListType,
  visit,
  visitWithTypeInfo,
} from "graphql";

import { adminSchema } from "../admin/schema";
import type { BulkDocument } from "./document";

interface Seen {
  connections: number;
  depth: number;
  throughNodes: string[];
  withoutId: string[];
  inList: boolean;
  topLevelNode: boolean;
}

/** The rules a bulk query must keep, with Shopify's own sentences. Empty when it keeps them all. */
export function brokenRules(document: BulkDocument): string[] {
  const seen = look(document);
  const messages: string[] = [];
  if (seen.topLevelNode) messages.push("Bulk queries cannot contain a top level `node` field.");
  if (seen.connections === 0) messages.push("Bulk queries must contain at least one connection.");
  if (seen.connections > 5) messages.push("Bulk queries cannot contain more than 5 connections.");
  if (seen.depth > 2) messages.push("Bulk queries cannot contain connections with a nesting depth greater than 2.");
  if (seen.throughNodes.length) messages.push(nodesMessage(seen.throughNodes));
  if (seen.inList) {
    messages.push("Queries that contain a connection field within a list field are not currently supported.");
  }
  if (seen.withoutId.length) {
    messages.push(
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of " +
        `'ID' return type. Connection fields without 'id': ${seen.withoutId.join(", ")}.`,
    );
  }
  return messages;
}

function nodesMessage(names: readonly string[]): string {
  return (
    "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: " +
    `'${names[0] ?? ""} { edges { node {'. Selecting via 'nodes' is not supported. ` +
    `Invalid connection fields: '${names.join("', '")}'.`
  );
}

function look({ document }: BulkDocument): Seen {
  const seen: Seen = { connections: 0, depth: 0, throughNodes: [], withoutId: [], inList: false, topLevelNode: false };
  const types = new TypeInfo(adminSchema());
  const open: { name: string; nested: boolean; hasId: boolean }[] = [];
  let lists = 0;
  const isPlainList = (): boolean => {
    const type = types.getType();
    return Boolean(type && isListType(getNullableType(type)) && !types.getParentType()?.name.endsWith("Connection"));
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          const type = types.getType();
          const parent = types.getParentType()?.name ?? "";
          if (parent === "QueryRoot" && (node.name.value === "node" || node.name.value === "nodes")) {
            seen.topLevelNode = true;
          }
          if (isPlainList()) lists += 1;
          if (!type || !getNamedType(type).name.endsWith("Connection")) return;
          const around = open.at(-1);
          if (around) around.nested = true;
          if (around && !around.hasId && !seen.withoutId.includes(around.name)) seen.withoutId.push(around.name);
          if (lists > 0) seen.inList = true;
          seen.connections += 1;
          seen.depth = Math.max(seen.depth, open.length);
          if (selects(node.selectionSet, ["nodes"])) seen.throughNodes.push(node.name.value);
          open.push({ name: node.name.value, nested: false, hasId: nodeHasId(node.selectionSet) });
        },
        leave() {
          const type = types.getType();
          if (type && getNamedType(type).name.endsWith("Connection")) open.pop();
          if (isPlainList()) lists -= 1;
        },
      },
    }),
  );
  return seen;
}

function selects(set: SelectionSetNode | undefined, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  return (set?.selections ?? []).some(
    (one) =>
      one.kind === Kind.FIELD &&
      one.name.value === name &&
      !(rest.length === 0 && one.alias) &&
      (rest.length === 0 || selects(one.selectionSet, rest)),
  );
}

/** A fragment may select the id too; it is looked for only in plain sight, as fragments seldom hold a node's id. */
function nodeHasId(set: SelectionSetNode | undefined): boolean {
  return selects(set, ["edges", "node", "id"]) || hasFragment(set);
}

function hasFragment(set: SelectionSetNode | undefined): boolean {
  return (set?.selections ?? []).some((one) => one.kind !== Kind.FIELD || hasFragment(one.selectionSet));
}
