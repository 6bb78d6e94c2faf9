import { GraphQLError } from "graphql";

/** The stand-in does not know this field. Never null instead: a test that passes on it would prove nothing. */
export class NotModelled extends GraphQLError {
  constructor(what: string) {
    super(`the Shopify stand-in does not model ${what}; add it under test/world/shopify/admin/fields`, {
      extensions: { code: "STANDIN_NOT_MODELLED" },
    });
  }
}

/** A request that Shopify refuses at the top level of the answer. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}
