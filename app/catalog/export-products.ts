import type { z } from "zod";

import { Failure } from "../platform/failure";
import type { ProductFacts, VariantFacts } from "./product-facts";
import {
  type LevelNode,
  type MediaNode,
  type ProductNode,
  type VariantNode,
  levelNode,
  mediaNode,
  productFacts,
  productNode,
  variantFacts,
  variantNode,
} from "./product-nodes";

interface Assembly {
  product: ProductNode;
  media: MediaNode[];
  variants: { node: VariantNode; levels: LevelNode[] }[];
}

/**
 * Products out of the lines of a grouped export: each product line, then what hangs on it. One product is in memory at a
 * time.
 * @throws Failure `catalog.export_unreadable` (final) for a line of another shape, or one that hangs on nothing before it:
 * to pass over it would be to lose it silently.
 */
export async function* productsOf(
  pieces: AsyncIterable<readonly unknown[]>,
): AsyncGenerator<ProductFacts, void, undefined> {
  let open: Assembly | undefined;
  let number = 0;
  for await (const lines of pieces) {
    for (const line of lines) {
      number += 1;
      const { id, parent } = headOf(line, number);
      if (id.startsWith("gid://shopify/Product/")) {
        if (open) yield finished(open);
        open = { product: read(productNode, line, number), media: [], variants: [] };
      } else if (!open || !add(open, id, parent, line, number)) {
        throw unreadable(number, "it hangs on nothing before it");
      }
    }
  }
  if (open) yield finished(open);
}

/** @returns false when it does not belong to the product that is open. */
function add(open: Assembly, id: string, parent: string | undefined, line: unknown, number: number): boolean {
  if (id.startsWith("gid://shopify/ProductVariant/")) {
    if (parent !== open.product.id) return false;
    open.variants.push({ node: read(variantNode, line, number), levels: [] });
    return true;
  }
  if (id.startsWith("gid://shopify/InventoryLevel/")) {
    const owner = open.variants.findLast(({ node }) => parent === node.id || parent === node.inventoryItem.id);
    owner?.levels.push(read(levelNode, line, number));
    return owner !== undefined;
  }
  if (parent !== open.product.id) return false;
  open.media.push(read(mediaNode, line, number));
  return true;
}

function finished({ product, media, variants }: Assembly): ProductFacts {
  const facts = variants.map(({ node, levels }): VariantFacts => variantFacts(node, levels));
  return productFacts(product, media, facts);
}

/** What the line is and hangs on; which schema holds for it follows from that. */
function headOf(line: unknown, number: number): { id: string; parent: string | undefined } {
  const { id, __parentId: parent } = (line ?? {}) as Record<string, unknown>;
  if (typeof id !== "string") throw unreadable(number, "id");
  return { id, parent: typeof parent === "string" ? parent : undefined };
}

function read<T>(schema: z.ZodType<T>, line: unknown, number: number): T {
  const parsed = schema.safeParse(line);
  if (parsed.success) return parsed.data;
  throw unreadable(number, parsed.error.issues.map(({ path }) => path.join(".")).join(", "));
}

function unreadable(line: number, what: string): Failure {
  const message = `line ${line} of the export: ${what}`;
  return new Failure({ kind: "final", code: "catalog.export_unreadable", message, params: { line } });
}
