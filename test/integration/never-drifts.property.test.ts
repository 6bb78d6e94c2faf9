import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { ShopDelivery } from "../../app/catalog/webhooks";
import { type HkjHouse, openHkjHouse } from "../support/catalog/hkj-house";
import { useShopifyWorld } from "../support/catalog/shop-world";
import { useDatabase } from "../support/database";
import { useHkj } from "../support/hkj-world";
import type { ProductSeed } from "../world/shopify";

const database = useDatabase();
const shopify = useShopifyWorld();
const hkj = useHkj();

const SKUS = ["OLV", "SOAP", "ZAATAR", "THYME", null];
const sku = fc.constantFrom(...SKUS);
const price = fc.constantFrom("0", "1.500", "2.750", "12.345");
const stock = fc.integer({ min: -2, max: 9 });
const which = fc.nat({ max: 30 });

const act = fc.oneof(
  fc.record({ act: fc.constant("create" as const), sku, price, stock, status: fc.constantFrom("ACTIVE", "DRAFT") }),
  fc.record({ act: fc.constant("title" as const), which, title: fc.constantFrom("Oil", "Soap", "Thyme") }),
  fc.record({ act: fc.constant("arabic" as const), which, title: fc.constantFrom("زيت", "صابون") }),
  fc.record({ act: fc.constant("status" as const), which, status: fc.constantFrom("ACTIVE", "DRAFT", "ARCHIVED") }),
  fc.record({ act: fc.constant("published" as const), which, on: fc.boolean() }),
  fc.record({ act: fc.constant("delete" as const), which }),
  fc.record({ act: fc.constant("add" as const), which, sku, price, stock }),
  fc.record({ act: fc.constant("remove" as const), which }),
  fc.record({ act: fc.constant("sku" as const), which, sku }),
  fc.record({ act: fc.constant("price" as const), which, price }),
  fc.record({ act: fc.constant("policy" as const), which, endless: fc.boolean() }),
  fc.record({ act: fc.constant("stock" as const), which, stock, at: fc.constantFrom("Amman", "Irbid") }),
  fc.record({ act: fc.constant("disconnect" as const), which, at: fc.constantFrom("Amman", "Irbid") }),
  fc.record({ act: fc.constant("close" as const), at: fc.constantFrom("Amman", "Irbid") }),
  fc.record({ act: fc.constant("open" as const), at: fc.constantFrom("Amman", "Irbid") }),
);
const app = fc.oneof(
  { weight: 3, arbitrary: fc.record({ app: fc.constant("hear" as const) }) },
  { weight: 2, arbitrary: fc.record({ app: fc.constant("refresh" as const) }) },
  { weight: 2, arbitrary: fc.record({ app: fc.constant("deliver" as const) }) },
);
const rule = fc.record({ rule: fc.constantFrom("hold", "buffer", "Amman only", "as before") });

type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
type App = typeof app extends fc.Arbitrary<infer A> ? A : never;
type Rule = typeof rule extends fc.Arbitrary<infer A> ? A : never;
type Step = (Act | App | Rule) & { ms?: number };

const seed = {
  locations: [{ name: "Amman" }, { name: "Irbid" }],
  products: [
    {
      title: "Olive oil",
      options: ["Size"],
      variants: [
        { sku: "OLV", options: ["S"], price: "2.500", stock: { Amman: 4, Irbid: 2 } },
        { options: ["L"], price: "6.250", stock: 7 },
      ],
      translations: { ar: { title: "زيت زيتون" } },
    },
    { title: "Soap", variants: [{ sku: "SOAP", price: "1.750", stock: 3 }] },
  ] satisfies ProductSeed[],
};

function perform({ merchant, records }: HkjHouse, one: Act): void {
  const { catalog, stock: stocks, settings } = merchant;
  const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)];
  if (one.act === "create") {
    const variants = [{ sku: one.sku, price: one.price, stock: one.stock, options: ["First"] }];
    catalog.createProduct({ title: "New", status: one.status, options: ["Kind"], variants });
    return;
  }
  if (one.act === "close") return void settings.deactivateLocation(one.at);
  if (one.act === "open") return void settings.activateLocation(one.at);
  const product = pick([...records.products.all], one.which);
  if (!product) return;
  const variant = pick(product.variants, one.which) ?? product.variants[0];
  const id = variant?.id ?? "";
  switch (one.act) {
    case "title":
      return void catalog.editProduct(product.id, { title: one.title });
    case "arabic":
      return void catalog.translate(product.id, "ar", { title: one.title });
    case "status":
      return void catalog.setStatus(product.id, one.status);
    case "published":
      return void (one.on ? catalog.publish(product.id) : catalog.unpublish(product.id));
    case "delete":
      return catalog.deleteProduct(product.id);
    case "add": {
      // A product without options of its own has one variant only.
      if (product.options[0]?.name === "Title") return;
      const options = product.options.map(({ name }) => `${name} ${records.variants.size}`);
      return void catalog.addVariant(product.id, { sku: one.sku, price: one.price, stock: one.stock, options });
    }
    case "remove":
      return product.variants.length > 1 ? catalog.removeVariant(id) : undefined;
    case "sku":
      return void catalog.setSku(id, one.sku);
    case "price":
      return void catalog.setPrice(id, one.price);
    case "policy":
      return void catalog.setPolicy(id, one.endless ? "CONTINUE" : "DENY");
    case "stock":
      return void stocks.setStock(id, one.at, one.stock);
    case "disconnect":
      return stocks.disconnect(id, one.at);
  }
}

const RULES = {
  hold: { missingSku: "hold", missingTranslation: "hold" },
  buffer: { stockBuffer: 2 },
  "Amman only": {},
  "as before": {},
} as const;
const BEFORE = { missingSku: "generate", missingTranslation: "copy", stockBuffer: 0, locations: "all" } as const;

const FATES = ["once", "once", "twice", "late"] as const;
type Fate = (typeof FATES)[number] | "lost";

/** Plays a story: the merchant acts, and the app hears of it in its own time and order, more than once, or never. */
async function play(house: HkjHouse, steps: readonly Step[], fates: readonly Fate[]): Promise<void> {
  const waiting: ShopDelivery[] = [];
  const late: ShopDelivery[] = [];
  let told = 0;
  const listen = () => {
    for (const delivery of house.news()) {
      const fate = fates[told++ % fates.length] ?? "once";
      if (fate === "once" || fate === "twice") waiting.push(delivery);
      if (fate === "twice" || fate === "late") late.push(delivery);
    }
  };
  // Newest first: as wrong an order as can be.
  const hear = async (deliveries: ShopDelivery[]) => {
    const heard = deliveries.splice(0).reverse();
    await house.take(heard);
    if (heard.some(({ topic }) => topic.startsWith("locations/"))) await house.lookAtShop();
  };
  const amman = house.records.locations[0]?.id.split("/").at(-1) ?? "";
  let ruled = false;
  for (const step of steps) {
    shopify.clock.advance(step.ms ?? 0);
    if ("act" in step) perform(house, step);
    listen();
    if ("rule" in step) {
      ruled = step.rule !== "as before";
      await house.decide({ ...BEFORE, ...RULES[step.rule] });
      if (step.rule === "Amman only") await house.decide({ locations: [amman] });
    }
    if (!("app" in step)) continue;
    if (step.app === "hear") await hear(waiting);
    if (step.app === "refresh") await house.refresh();
    if (step.app === "deliver") await house.deliver();
  }
  if (ruled) await house.decide(BEFORE);
  shopify.clock.advance(1_500);
  listen();
  await hear(waiting);
  await house.refresh();
  await hear(late);
  await house.settleDown();
}

const story = (fates: readonly Fate[]) => {
  const timed = <T extends object>(one: fc.Arbitrary<T>) =>
    fc.tuple(one, fc.constantFrom(0, 40, 900, 5_000)).map(([step, ms]) => ({ ...step, ms }));
  const step = fc.oneof(
    { weight: 10, arbitrary: timed(act) },
    { weight: 5, arbitrary: app },
    { weight: 1, arbitrary: rule },
  );
  return fc.tuple(
    fc.array(step as fc.Arbitrary<Step>, { minLength: 1, maxLength: 22, size: "max" }),
    fc.array(fc.constantFrom<Fate>(...fates), { minLength: 1, maxLength: 12 }),
  );
};

const RUNS = { numRuns: 12, timeout: 60_000 };

describe("whatever happens in the shop", () => {
  it("the channel ends the same without any reconciliation, in whatever order and however often it is told", async () => {
    await fc.assert(
      fc.asyncProperty(story(FATES), async ([steps, fates]) => {
        const house = await openHkjHouse(database, shopify, hkj.world, seed);
        await house.sync();
        await play(house, steps, fates);
        expect(house.wrong()).toEqual([]);
        // And nothing is left that a reconciliation would find.
        expect(await house.sync("reconcile")).toMatchObject({ changed: 0, retired: 0 });
      }),
      RUNS,
    );
  }, 180_000);

  it("the channel ends the same after one reconciliation, when some of it was never heard of", async () => {
    await fc.assert(
      fc.asyncProperty(story([...FATES, "lost", "lost"]), async ([steps, fates]) => {
        const house = await openHkjHouse(database, shopify, hkj.world, seed);
        await house.sync();
        await play(house, steps, fates);
        await house.sync("reconcile");
        await house.settleDown();
        expect(house.wrong()).toEqual([]);
        expect(await house.sync("reconcile")).toMatchObject({ changed: 0, retired: 0 });
      }),
      RUNS,
    );
  }, 180_000);
});
