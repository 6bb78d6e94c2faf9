import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { testClock } from "../../support/effects";
import { adminOf } from "./client";
import { type ShopifyWorld, sampleShop, scopesFromToml, startShopifyWorld } from "./index";

const SHOP = "souq.myshopify.com";
const clock = testClock();
let world: ShopifyWorld;
const ask = (query: string, variables?: Record<string, unknown>) => adminOf(world, SHOP)(query, variables);

beforeAll(async () => {
  const shops = [sampleShop(SHOP), { domain: "other.myshopify.com", currency: "SAR" }];
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", clock, shops });
});
afterAll(() => world.close());
beforeEach(() => clock.advance(3_600_000));

describe("documents", () => {
  it("are held against Shopify's schema, with the status 200 and the place of the mistake", async () => {
    const wrong = await ask("query { products(first: 1) { nodes { sku } } }");
    expect(wrong.status).toBe(200);
    expect(wrong.errors?.[0]).toMatchObject({ locations: [{ line: 1 }], extensions: { code: "undefinedField" } });
    const missing = await ask("query { product { id } }");
    expect(missing.errors?.[0]?.extensions?.code).toBe("missingRequiredArguments");
    const mistyped = await ask("query ($first: Int!) { products(first: $first) { nodes { id } } }", { first: "two" });
    expect(mistyped.errors?.[0]?.extensions?.code).toBe("INVALID_VARIABLE");
    expect((await ask("query { products( }")).errors).toHaveLength(1);
  });

  it("that ask for what the stand-in does not model fail loudly", async () => {
    const { errors } = await ask("query { products(first: 1) { nodes { combinedListingRole } } }");
    expect(errors?.[0]?.extensions?.code).toBe("STANDIN_NOT_MODELLED");
    expect(errors?.[0]?.message).toContain("Product.combinedListingRole");
  });

  it("go to the shop that the host names", async () => {
    const { data } = await adminOf(world, "other.myshopify.com")("{ shop { currencyCode } productsCount { count } }");
    expect(data).toEqual({ shop: { currencyCode: "SAR" }, productsCount: { count: 0 } });
  });
});

describe("scopes", () => {
  it("that the app does not have deny their fields, and only those", async () => {
    const scopes = scopesFromToml('[access_scopes]\nscopes = "write_products,read_locales"');
    const narrow = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", scopes, shops: [sampleShop(SHOP)] });
    const { data, errors } = await adminOf(
      narrow,
      SHOP,
    )("{ productsCount { count } shopLocales { locale } locations(first: 1) { nodes { id } } }");
    await narrow.close();
    expect(errors).toMatchObject([
      { extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_locations` access scope." } },
    ]);
    // locations may not be null, so that the whole answer is.
    expect(data).toBeNull();
  });
});

describe("budget", () => {
  it("is spent by the cost, restored by the clock, and refused when it does not suffice", async () => {
    const document = "{ products(first: 250) { nodes { id } } productsCount { count } }";
    const first = await ask(document);
    const cost = first.cost?.requestedQueryCost ?? 0;
    expect(cost).toBe(22);
    expect(first.cost?.throttleStatus.currentlyAvailable).toBe(2_000 - cost);
    world.front(SHOP).bucket.drain(cost - 1);
    const refused = await ask(document);
    expect(refused).toMatchObject({
      status: 200,
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    });
    clock.advance(1_000);
    expect((await ask(document)).errors).toBeUndefined();
  });

  it("never lets one document cost more than a thousand", async () => {
    const product =
      "variants(first: 250) { nodes { id inventoryItem { inventoryLevels(first: 250) { nodes { id } } } } }";
    const { errors, status } = await ask(`{ products(first: 250) { nodes { ${product} } } }`);
    expect(status).toBe(200);
    expect(errors?.[0]?.extensions?.code).toBe("MAX_COST_EXCEEDED");
  });
});

describe("products", () => {
  it("are paged by cursor, each once", async () => {
    const document = `query ($after: String) {
      products(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await ask(document, { after });
      const page = data?.["products"] as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...page.nodes.map(({ id }) => id));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(world.shop(SHOP).products.all.map(({ id }) => id));
  });

  it("carry Arabic where the merchant translated, options and their values included", async () => {
    const { data } = await ask(`{ products(first: 1) { nodes {
      title translations(locale: "ar") { key value outdated }
      options { name translations(locale: "ar") { key value } optionValues { name translations(locale: "ar") { value } } }
    } } }`);
    const product = (data?.["products"] as { nodes: object[] }).nodes[0];
    expect(product).toMatchObject({
      title: "Ajloun Olive Oil",
      translations: [{ key: "title", value: "زيت زيتون عجلون", outdated: false }, { key: "body_html" }],
      options: [{ name: "Size", translations: [{ key: "name", value: "الحجم" }] }],
    });
    expect(JSON.stringify(product)).toContain("٢٥٠ مل");
  });

  it("keep a translation but mark it outdated when its text changes", async () => {
    const product = world.merchant(SHOP).catalog.createProduct({
      title: "Halloumi",
      variants: [{ price: "2.5" }],
      translations: { ar: { title: "حلومي" } },
    });
    world.merchant(SHOP).catalog.editProduct(product.id, { title: "Halloumi, smoked" });
    const { data } = await ask(
      `query ($ids: [ID!]!) { translatableResourcesByIds(first: 5, resourceIds: $ids) { nodes {
        resourceId translations(locale: "ar") { value outdated } } } }`,
      { ids: [product.id] },
    );
    expect(data?.["translatableResourcesByIds"]).toEqual({
      nodes: [{ resourceId: product.id, translations: [{ value: "حلومي", outdated: true }] }],
    });
    world.merchant(SHOP).catalog.deleteProduct(product.id);
  });

  it("are found by status, tag, SKU and time of change", async () => {
    const count = async (query: string): Promise<unknown> =>
      (await ask("query ($query: String) { productsCount(query: $query) { count } }", { query })).data?.[
        "productsCount"
      ];
    expect(await count("status:draft")).toEqual({ count: 1 });
    expect(await count("tag:bestseller AND -vendor:'Al Balad Roastery'")).toEqual({ count: 2 });
    expect(await count("sku:OIL-500 OR sku:ZTR-200")).toEqual({ count: 2 });
    expect(await count(`updated_at:>'${new Date(clock.now().getTime()).toISOString()}'`)).toEqual({ count: 0 });
  });

  it("say where they are published and what they cost elsewhere", async () => {
    const { data } = await ask(`{
      products(first: 50, query: "status:active") { nodes { title onlineStoreUrl publishedOnCurrentPublication
        variants(first: 1) { nodes { price contextualPricing(context: { country: JO }) { price { amount currencyCode } } } } } } }`);
    const { nodes } = data?.["products"] as { nodes: { title: string; onlineStoreUrl: string | null }[] };
    expect(nodes.filter((one) => one.onlineStoreUrl === null)).toMatchObject([
      { title: "Wholesale Za'atar Sack", publishedOnCurrentPublication: false },
    ]);
    expect(nodes[0]).toMatchObject({
      variants: {
        nodes: [{ price: "3.250", contextualPricing: { price: { amount: "3.25", currencyCode: "JOD" } } }],
      },
    });
  });
});
