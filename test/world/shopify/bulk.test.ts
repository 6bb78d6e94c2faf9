import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { adminOf } from "./client";
import { type ShopifyWorld, sampleShop, startShopifyWorld } from "./index";

const SHOP = "souq.myshopify.com";
const QUERY = `{ products { edges { node { id title options { name translations(locale: "ar") { value } }
  variants { edges { node { id sku inventoryItem { id inventoryLevels { edges { node { id quantities(names: ["available"]) { quantity } } } } } } } }
  media { edges { node { ... on MediaImage { id image { url } } } } } } } } }`;
let world: ShopifyWorld;

beforeEach(async () => {
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", shops: [sampleShop(SHOP)], bulkDelayMs: 1 });
});
afterEach(() => world.close());

const ask = (query: string, variables?: Record<string, unknown>) => adminOf(world, SHOP)(query, variables);

interface Operation {
  id: string;
  status: string;
  url: string | null;
  partialDataUrl: string | null;
  errorCode: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
}

async function start(query = QUERY, groupObjects = false): Promise<string> {
  const { data } = await ask(
    `mutation ($query: String!, $groupObjects: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { id status } userErrors { message } } }`,
    { query, groupObjects },
  );
  const payload = data?.["bulkOperationRunQuery"] as { bulkOperation: { id: string; status: string } };
  expect(payload.bulkOperation.status).toBe("CREATED");
  return payload.bulkOperation.id;
}

async function read(id: string): Promise<Operation> {
  const { data } = await ask(
    "query ($id: ID!) { bulkOperation(id: $id) { id status url partialDataUrl errorCode objectCount rootObjectCount fileSize } }",
    { id },
  );
  return data?.["bulkOperation"] as Operation;
}

const ended = (id: string, status: string): Promise<Operation> =>
  vi.waitFor(async () => {
    const operation = await read(id);
    expect(operation.status).toBe(status);
    return operation;
  });

async function linesOf(url: string | null): Promise<Record<string, unknown>[]> {
  const text = await (await fetch(url ?? "")).text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("a bulk query", () => {
  it("writes every object on a line of its own, nested ones with the id of their parent", async () => {
    const operation = await ended(await start(), "COMPLETED");
    const lines = await linesOf(operation.url);
    const { products, variants } = world.shop(SHOP);
    expect(operation).toMatchObject({ errorCode: null, rootObjectCount: String(products.size) });
    expect(Number(operation.objectCount)).toBe(lines.length);
    const ofType = (type: string) => lines.filter(({ id }) => String(id).startsWith(`gid://shopify/${type}/`));
    expect(ofType("Product").map(({ id }) => id)).toEqual(products.all.map(({ id }) => id));
    expect(
      ofType("ProductVariant")
        .map(({ id }) => id)
        .sort(),
    ).toEqual(variants.all.map(({ id }) => id).sort());
    const level = ofType("InventoryLevel")[0];
    expect(level?.["__parentId"]).toMatch(/^gid:\/\/shopify\/ProductVariant\//);
    expect(level?.["quantities"]).toEqual([{ quantity: 24 }]);
    expect(ofType("MediaImage")[0]).toMatchObject({ __parentId: products.all[0]?.id });
    const known = new Set<unknown>();
    for (const { id, __parentId } of lines) {
      expect(__parentId === undefined || known.has(__parentId)).toBe(true);
      known.add(id);
    }
  });

  it("keeps what belongs together side by side only when asked to", async () => {
    const grouped = await linesOf((await ended(await start(QUERY, true), "COMPLETED")).url);
    const mixed = await linesOf((await ended(await start(QUERY), "COMPLETED")).url);
    expect(new Set(grouped.map((line) => JSON.stringify(line)))).toEqual(
      new Set(mixed.map((line) => JSON.stringify(line))),
    );
    expect(grouped[1]?.["__parentId"]).toBe(grouped[0]?.["id"]);
    expect(mixed[1]?.["__parentId"]).toBeUndefined();
  });

  it("without objects completes without a file", async () => {
    const id = await start('{ products(query: "sku:none") { edges { node { id } } } }');
    expect(await ended(id, "COMPLETED")).toMatchObject({ url: null, objectCount: "0" });
  });

  it("runs beside four others, not five, and can be cancelled", async () => {
    world.misbehave({ bulkDelayMs: 60_000 });
    const ids = [await start(), await start(), await start(), await start(), await start()];
    const { data } =
      await ask(`mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }", groupObjects: false) {
      bulkOperation { id } userErrors { field message code } } }`);
    expect(data?.["bulkOperationRunQuery"]).toMatchObject({
      bulkOperation: null,
      userErrors: [{ field: null, code: "OPERATION_IN_PROGRESS" }],
    });
    const cancel = await ask(
      "mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }",
      {
        id: ids[0],
      },
    );
    expect(cancel.data?.["bulkOperationCancel"]).toEqual({ bulkOperation: { status: "CANCELING" }, userErrors: [] });
    expect(await ended(ids[0] ?? "", "CANCELED")).toMatchObject({ url: null });
  });

  it("fails when told to, with what it had", async () => {
    world.misbehave({ bulkFailure: { code: "TIMEOUT", afterObjects: 1 } });
    const failed = await ended(await start(), "FAILED");
    expect(failed).toMatchObject({ errorCode: "TIMEOUT", url: null });
    expect(await linesOf(failed.partialDataUrl)).toHaveLength(Number(failed.objectCount));
    expect((await ended(await start(), "COMPLETED")).errorCode).toBeNull();
  });

  it("has its download cut when told to, once", async () => {
    const { url, fileSize } = await ended(await start(), "COMPLETED");
    world.misbehave({ cutBulkDownload: { afterBytes: 100 } });
    await expect(fetch(url ?? "").then((response) => response.text())).rejects.toThrow("terminated");
    expect((await (await fetch(url ?? "")).arrayBuffer()).byteLength).toBe(Number(fileSize));
  });
});
