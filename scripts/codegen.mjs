// Types and document strings for every operation in app/shopify/documents, from the schema that @shopify/dev-mcp ships.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

import { codegen } from "@graphql-codegen/core";
import * as documentNodePlugin from "@graphql-codegen/typed-document-node";
import * as operationsPlugin from "@graphql-codegen/typescript-operations";
import { buildClientSchema, parse, printSchema } from "graphql";
import { format, resolveConfig } from "prettier";

const OUTPUT = "app/shopify/generated/admin.ts";
const DOCUMENTS = "app/shopify/documents";

// The package exports nothing but its server, so its data is found by place.
const zipped = readFileSync("node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz");
const introspection = JSON.parse(gunzipSync(zipped).toString("utf8"));
const schema = buildClientSchema(introspection.data ?? introspection);

const documents = readdirSync(DOCUMENTS)
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => ({ location: name, document: parse(readFileSync(path.join(DOCUMENTS, name), "utf8")) }));

const scalars = {
  ID: "string",
  Decimal: "string",
  DateTime: "string",
  Date: "string",
  URL: "string",
  HTML: "string",
  FormattedString: "string",
  UnsignedInt64: "string",
  BigInt: "string",
  JSON: "unknown",
  Money: "string",
  ARN: "string",
  Color: "string",
  StorefrontID: "string",
  UtcOffset: "string",
};
const shared = { scalars: { ...scalars }, useTypeImports: true, enumsAsTypes: true, defaultScalarType: "string" };
const output = await codegen({
  filename: OUTPUT,
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents,
  config: shared,
  plugins: [
    { operations: { ...shared, onlyOperationTypes: true, skipTypename: true } },
    { documents: { ...shared, documentMode: "string", dedupeFragments: true } },
  ],
  pluginMap: { operations: operationsPlugin, documents: documentNodePlugin },
});
const banner = "// Made by scripts/codegen.mjs from app/shopify/documents; change those.\n";
const source = await format(banner + output, { ...(await resolveConfig(OUTPUT)), parser: "typescript" });

writeFileSync(OUTPUT, source);
