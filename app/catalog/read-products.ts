import { isFailure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import {
  CatalogLevelPageDocument,
  CatalogProductsDocument,
  type CatalogProductsQuery,
  type CatalogVariantFragment,
  CatalogVariantPageDocument,
  TypedDocumentString,
} from "../shopify/generated/admin";
import { gid } from "../shopify/gid";
import { type Extras, withCollections } from "./extras";
import type { ProductFacts, VariantFacts } from "./product-facts";
import { type LevelNode, productFacts, variantFacts } from "./product-nodes";

export const MOST_PRODUCTS_A_READ = 50;

type NodeAnswer = CatalogProductsQuery["nodes"][number];
type ProductAnswer = Extract<NonNullable<NodeAnswer>, { variants: { nodes: unknown } }>;

/**
 * Reads products by id, whole: further pages of variants and of stock levels included. A product that is no more, or
 * that the app may not see, is not in the answer.
 * Shopify refuses a query that may cost more than 1,000 points; how it counts a list of ids is not documented, so a
 * refused read is asked again in halves.
 * @param productIds at most MOST_PRODUCTS_A_READ.
 * @param extras what else is asked, see `extrasOf`.
 */
export async function readProducts(
  admin: AdminClient,
  productIds: readonly string[],
  extras: Extras,
): Promise<ProductFacts[]> {
  if (productIds.length === 0) return [];
  const ids = productIds.map((id) => gid("Product", id));
  try {
    const { nodes } = await admin.request(productsDocument(extras), { ids, market: extras.market });
    const products: ProductFacts[] = [];
    for (const node of nodes) {
      const product = isProduct(node) ? await wholeProduct(admin, node, extras) : undefined;
      if (product) products.push(product);
    }
    return products;
  } catch (error) {
    if (productIds.length === 1 || !isFailure(error) || error.code !== "shopify.invalid_query") throw error;
    const half = Math.ceil(productIds.length / 2);
    const first = await readProducts(admin, productIds.slice(0, half), extras);
    return [...first, ...(await readProducts(admin, productIds.slice(half), extras))];
  }
}

/**
 * The same question about no product.
 * @throws Failure of the Admin API where it answers nobody now
 */
export async function readNoProduct(admin: AdminClient, extras: Extras): Promise<void> {
  await admin.request(productsDocument(extras), { ids: [], market: extras.market });
}

function productsDocument(extras: Extras): typeof CatalogProductsDocument {
  return new TypedDocumentString(withCollections(CatalogProductsDocument.toString(), extras));
}

function isProduct(node: NodeAnswer): node is ProductAnswer {
  return node !== null && "variants" in node;
}

/** undefined: it was deleted between two pages. */
async function wholeProduct(
  admin: AdminClient,
  node: ProductAnswer,
  { market }: Extras,
): Promise<ProductFacts | undefined> {
  const variants: VariantFacts[] = [];
  let page = node.variants;
  for (;;) {
    for (const variant of page.nodes) variants.push(await wholeVariant(admin, variant));
    if (!page.pageInfo.hasNextPage) return productFacts(node, node.media.nodes, variants);
    const after = page.pageInfo.endCursor;
    const { product } = await admin.request(CatalogVariantPageDocument, { productId: node.id, after, market });
    if (!product) return undefined;
    page = product.variants;
  }
}

async function wholeVariant(admin: AdminClient, node: CatalogVariantFragment): Promise<VariantFacts> {
  const levels: LevelNode[] = [...node.inventoryItem.inventoryLevels.nodes];
  let { pageInfo } = node.inventoryItem.inventoryLevels;
  while (pageInfo.hasNextPage) {
    const after = pageInfo.endCursor;
    const answer = await admin.request(CatalogLevelPageDocument, { inventoryItemId: node.inventoryItem.id, after });
    if (!answer.inventoryItem) break;
    levels.push(...answer.inventoryItem.inventoryLevels.nodes);
    ({ pageInfo } = answer.inventoryItem.inventoryLevels);
  }
  return variantFacts(node, levels);
}
