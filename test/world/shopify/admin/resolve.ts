import { type GraphQLFieldResolver, type GraphQLTypeResolver, defaultTypeResolver } from "graphql";

import { gidType } from "../gid";
import { accessError } from "./access";
import type { Context, Resolver } from "./context";
import { NotModelled } from "./errors";
import { fields } from "./fields";

const resolvers = new Map<string, ReadonlyMap<string, Resolver>>(
  Object.entries(fields).map(([type, of]) => [type, new Map(Object.entries(of).map(([k, f]) => [k, f as Resolver]))]),
);

/** How a field is answered: by its resolver, else by the record's property of the same name, else loudly not at all. */
export function resolverOf(type: string, field: string): Resolver {
  const key = `${type}.${field}`;
  const resolve = resolvers.get(type)?.get(field) ?? fromProperty(type, field);
  return (source, args, context) => {
    const denied = context.scopes && accessError(key, context.scopes);
    if (denied) throw denied;
    return resolve(source, args, context);
  };
}

function fromProperty(type: string, field: string): Resolver {
  return (source) => {
    const value = (source as Record<string, unknown> | undefined)?.[field];
    if (value === undefined) throw new NotModelled(`${type}.${field}`);
    return value;
  };
}

const cache = new Map<string, Resolver>();

export const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const key = `${info.parentType.name}.${info.fieldName}`;
  let resolver = cache.get(key);
  if (!resolver) cache.set(key, (resolver = resolverOf(info.parentType.name, info.fieldName)));
  return resolver(source, args, context);
};

/** The concrete type of a record: as it says itself, else as its id says. */
export function typeNameOf(value: unknown): string | undefined {
  const { __typename, id } = value as { __typename?: unknown; id?: unknown };
  if (typeof __typename === "string") return __typename;
  return typeof id === "string" ? gidType(id.split("?")[0] ?? id) : undefined;
}

export const resolveType: GraphQLTypeResolver<unknown, Context> = (value, context, info, type) =>
  typeNameOf(value) ?? defaultTypeResolver(value, context, info, type);
