import type { Effects } from "../platform/effects";
import type { OpenAdmin } from "../shopify/admin-client";
import { applyReadings } from "./apply-readings";
import { extrasOf } from "./extras";
import type { ProductFacts } from "./product-facts";
import { readEach } from "./read-each";
import { MOST_PRODUCTS_A_READ } from "./read-products";
import { servedConnections } from "./served-connections";
import { requestRefresh } from "./stale";
import type { ProductReading } from "./want";

type Needs = Pick<Effects, "db" | "clock" | "log">;

interface Mark {
  productId: string;
  marks: number;
  markedAt: Date;
  changedAt: Date;
}

/** Then the job ends and a new one goes on, so that no job runs without end. */
const READS_A_JOB = 20;
const RETRY_MS = 60_000;

/**
 * Job `catalog.refresh`: reads the products that changed, up to 50 in one query, and sends what differs. A mark is
 * removed with what its read led to, in one transaction, and only if no newer mark came meanwhile; a product that is
 * not there any more leaves the channel. A product that cannot be read or applied keeps its mark, is tried again later,
 * and holds up no other.
 * @throws Failure of the Admin API that concerns no single product; the marks stay.
 */
export async function refreshStaleProducts(effects: Needs, openAdmin: OpenAdmin, shop: string): Promise<void> {
  const { db, clock } = effects;
  const failed = new Set<string>();
  if ((await servedConnections(db, shop)).length === 0) {
    // A connection that starts later reads the whole catalogue.
    await db.staleProduct.deleteMany({ where: { shop } });
    return;
  }
  for (let reads = 0; reads < READS_A_JOB; reads += 1) {
    const marks = await db.staleProduct.findMany({
      where: { shop, productId: { notIn: [...failed] } },
      orderBy: [{ markedAt: "asc" }, { productId: "asc" }],
      take: MOST_PRODUCTS_A_READ,
    });
    if (marks.length === 0) break;
    const readAt = clock.now();
    const ids = marks.map(({ productId }) => productId);
    const read = await readEach(effects, openAdmin(shop), ids, await extrasOf(db, shop));
    for (const productId of read.unread) failed.add(productId);
    const answered = marks.filter(({ productId }) => !failed.has(productId));
    const products = new Map(read.products.map((facts) => [facts.productId, facts]));
    for (const productId of await applyEach(effects, shop, answered, products, readAt)) failed.add(productId);
  }
  const left = await db.staleProduct.count({ where: { shop, productId: { notIn: [...failed] } } });
  if (left > 0) await requestRefresh(db, shop);
  else if (failed.size > 0) await requestRefresh(db, shop, new Date(clock.now().getTime() + RETRY_MS));
}

/** Together, as a rule; one by one where that fails. @returns the products that could not be applied. */
async function applyEach(
  effects: Needs,
  shop: string,
  marks: readonly Mark[],
  products: ReadonlyMap<string, ProductFacts>,
  readAt: Date,
): Promise<string[]> {
  try {
    await effects.db.$transaction(async (tx) => {
      const readings = marks.map(({ productId, changedAt }): ProductReading => ({
        productId,
        facts: products.get(productId) ?? null,
        readAt,
        changedAt,
      }));
      await applyReadings(tx, shop, readings, effects.clock.now());
      // One that was removed and set again meanwhile counts from the start: when it was set tells the two apart.
      const seen = JSON.stringify(
        marks.map(({ productId, marks: count, markedAt }) => ({ productId, count, markedAt })),
      );
      await tx.$executeRaw`
        delete from "StaleProduct" s using jsonb_to_recordset(${seen}::jsonb) as m(
          "productId" text, count int, "markedAt" timestamptz)
        where s."shop" = ${shop} and s."productId" = m."productId" and s."marks" = m.count and s."markedAt" = m."markedAt"`;
    });
    return [];
  } catch (error) {
    if (marks.length > 1) {
      const failed: string[] = [];
      for (const mark of marks) failed.push(...(await applyEach(effects, shop, [mark], products, readAt)));
      return failed;
    }
    const productId = marks[0]?.productId ?? "";
    effects.log.error({ shop, productId, err: error }, "catalog: a product could not be applied");
    return [productId];
  }
}
