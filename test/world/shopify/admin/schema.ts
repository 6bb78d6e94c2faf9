import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { type GraphQLSchema, type IntrospectionQuery, buildClientSchema } from "graphql";

export const API_VERSION = "2026-10";

let schema: GraphQLSchema | undefined;

/** Shopify's own Admin schema, as the package @shopify/dev-mcp ships it. Read once in a process. */
export function adminSchema(): GraphQLSchema {
  return (schema ??= readSchema());
}

function readSchema(): GraphQLSchema {
  // The package exports nothing but its server, so its data is found by place.
  const file = new URL(
    `../../../../node_modules/@shopify/dev-mcp/dist/data/admin_${API_VERSION}.json.gz`,
    import.meta.url,
  );
  const zipped = readFileSync(file);
  const parsed = JSON.parse(gunzipSync(zipped).toString("utf8")) as IntrospectionQuery & { data?: IntrospectionQuery };
  return buildClientSchema(parsed.data ?? parsed, { assumeValid: true });
}
