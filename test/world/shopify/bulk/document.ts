import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";

import { adminSchema } from "../admin/schema";

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface BulkDocument {
  operation: OperationDefinitionNode;
  fragments: Fragments;
  document: DocumentNode;
}

/** @returns what is wrong with the inner query, in Shopify's words, or its parts. */
export function parseBulkQuery(query: string): BulkDocument | { error: string } {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const end = error.message.includes("<EOF>") ? "unexpected end of file" : error.message;
    return { error: `Invalid bulk query: syntax error, ${end}` };
  }
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.QUERY) {
    return { error: "Invalid operation type. Only `query` operations are supported." };
  }
  const [wrong] = validate(adminSchema(), document);
  if (wrong) return { error: `Invalid bulk query: ${wrong.message}` };
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return { operation, document, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}
