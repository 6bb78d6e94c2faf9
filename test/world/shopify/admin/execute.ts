import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  execute,
  getVariableValues,
  parse,
  validate,
} from "graphql";

import type { Context } from "./context";
import { requestedCost, tooExpensive, MAX_SINGLE_QUERY } from "./cost";
import { resolveField, resolveType } from "./resolve";
import { adminSchema } from "./schema";

export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  name: string;
  variables: Record<string, unknown>;
  cost: number;
}

type Checked = { ok: true; document: DocumentNode } | { ok: false; errors: readonly GraphQLError[] };

const checked = new Map<string, Checked>();
const MOST_DOCUMENTS = 1_000;

/** Everything that can be said about a request before it does anything: syntax, schema, variables, cost. */
export function prepare(request: GraphqlRequest): Prepared | { errors: readonly GraphQLError[] } {
  const known = checkedDocument(request.query);
  if (!known.ok) return { errors: known.errors };
  const operation = operationOf(known.document, request.operationName);
  if (!operation) return { errors: [new GraphQLError("No operation found")] };
  const values = getVariableValues(adminSchema(), operation.variableDefinitions ?? [], request.variables);
  if (values.errors) return { errors: values.errors.map((error) => withCode(error, "INVALID_VARIABLE")) };
  const cost = requestedCost(known.document, operation, values.coerced);
  if (cost > MAX_SINGLE_QUERY) return { errors: [tooExpensive(cost)] };
  const name = operation.name?.value ?? firstField(operation);
  return { document: known.document, operation, name, variables: request.variables, cost };
}

/** Runs a prepared request; resolvers are synchronous, so this is too. */
export function run({ document, operation, variables }: Prepared, contextValue: Context): ExecutionResult {
  const result = execute({
    schema: adminSchema(),
    document,
    operationName: operation.name?.value ?? null,
    variableValues: variables,
    contextValue,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  if (result instanceof Promise) throw new Error("a resolver of the stand-in is asynchronous");
  return result;
}

function checkedDocument(query: string): Checked {
  const known = checked.get(query);
  if (known) return known;
  const result = check(query);
  if (checked.size >= MOST_DOCUMENTS) checked.clear();
  checked.set(query, result);
  return result;
}

function check(query: string): Checked {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return { ok: false, errors: [error] };
    throw error;
  }
  const errors = validate(adminSchema(), document).map((error) => withCode(error, codeOf(error.message)));
  return errors.length ? { ok: false, errors } : { ok: true, document };
}

/** Shopify's codes for the commonest mistakes; the sentences stay graphql-js's. */
function codeOf(message: string): string {
  if (message.startsWith("Cannot query field")) return "undefinedField";
  if (message.startsWith("Unknown argument")) return "argumentNotAccepted";
  if (message.includes("is required, but it was not provided")) return "missingRequiredArguments";
  if (message.startsWith("Variable")) return "variableMismatch";
  return "argumentLiteralsIncompatible";
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { nodes, source, positions, path } = error;
  return new GraphQLError(error.message, {
    ...(nodes && { nodes }),
    ...(source && { source }),
    ...(positions && { positions }),
    ...(path && { path }),
    extensions: { code },
  });
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const all = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return name ? all.find((one) => one.name?.value === name) : all[0];
}

function firstField({ selectionSet }: OperationDefinitionNode): string {
  const first = selectionSet.selections[0];
  return first?.kind === Kind.FIELD ? first.name.value : "anonymous";
}
