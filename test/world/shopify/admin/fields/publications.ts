import type { ProductRecord, PublicationRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Context, Fields } from "../context";

/** Where a product is for sale. A product that is no longer active keeps its publications but is shown nowhere. */
export const publicationFields: Fields<ProductRecord> = {
  publishedAt: (product, _: object, { shop }) => onlineStoreDate(product, shop.publications) ?? null,
  onlineStoreUrl: (product, _: object, { shop }) =>
    product.status === "ACTIVE" && onlineStoreDate(product, shop.publications)
      ? `https://${shop.settings.domain}/products/${product.handle}`
      : null,
  onlineStorePreviewUrl: (product, _: object, { shop }) =>
    `https://${shop.settings.domain}/products_preview?preview_key=${product.handle}`,
  publishedOnCurrentPublication: (product, _: object, { shop }) =>
    product.publishedOn.has(shop.publications.find((one) => one.own)?.id ?? ""),
  publishedOnPublication: (product, { publicationId }: { publicationId: string }) =>
    product.publishedOn.has(publicationId),
  resourcePublications: (product, args: PageArgs, context) => connect(published(product, context), args, context),
  resourcePublicationsV2: (product, args: PageArgs, context) => connect(published(product, context), args, context),
  resourcePublicationsCount: (product) => ({ count: product.publishedOn.size, precision: "EXACT" }),
};

function published(product: ProductRecord, { shop }: Context) {
  return shop.publications
    .filter((publication) => product.publishedOn.has(publication.id))
    .map((publication) => ({
      id: publication.id,
      publication,
      publishable: product,
      isPublished: product.status === "ACTIVE",
      publishDate: product.publishedOn.get(publication.id),
    }));
}

/** When it went on the online store, undefined when it is not there. */
export function onlineStoreDate(
  product: ProductRecord,
  publications: readonly PublicationRecord[],
): string | undefined {
  return product.publishedOn.get(publications.find((one) => !one.own)?.id ?? "");
}
