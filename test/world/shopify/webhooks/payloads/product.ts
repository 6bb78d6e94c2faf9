import { onlineStoreDate } from "../../admin/fields/publications";
import { availableOf, variantTitle } from "../../admin/fields/variant";
import { gidNumber } from "../../gid";
import type { ImageRecord, ProductRecord, VariantRecord } from "../../store/records";
import { type Shop, digestOf } from "../../store/shop";
import { localTimestamp } from "../../time";

const FULL_VARIANTS = 100;
type At = (utc: string) => string;

/** products/create and products/update. Beyond 100 variants only their ids are told, as Shopify does. */
export function productPayload(shop: Shop, product: ProductRecord): object {
  const at: At = (utc) => localTimestamp(utc, shop.settings.ianaTimezone);
  const published = onlineStoreDate(product, shop.publications);
  const images = product.images.map((image, index) => imagePayload(product, image, index + 1, at));
  return {
    admin_graphql_api_id: product.id,
    body_html: product.descriptionHtml,
    created_at: at(product.createdAt),
    handle: product.handle,
    id: gidNumber(product.id),
    product_type: product.productType,
    published_at: published ? at(published) : null,
    template_suffix: null,
    title: product.title,
    updated_at: at(product.updatedAt),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "global",
    tags: product.tags.join(", "),
    variants: product.variants.slice(0, FULL_VARIANTS).map((one, index) => variantPayload(one, index + 1, at)),
    options: product.options.map((option) => ({
      name: option.name,
      id: gidNumber(option.id),
      product_id: gidNumber(product.id),
      position: option.position,
      values: option.optionValues.map(({ name }) => name),
    })),
    images,
    ...(images[0] && { image: images[0] }),
    media: product.images.map((image, index) => mediaPayload(product, image, index + 1, at)),
    variant_gids: product.variants.map(({ id, updatedAt }) => ({
      admin_graphql_api_id: id,
      updated_at: new Date(updatedAt).toISOString(),
    })),
    has_variants_that_requires_components: false,
    category: product.category ? categoryPayload(product.category) : null,
  };
}

function categoryPayload(fullName: string): object {
  return {
    admin_graphql_api_id: `gid://shopify/TaxonomyCategory/${digestOf(fullName).slice(0, 8)}`,
    name: fullName.split(" > ").at(-1),
    full_name: fullName,
  };
}

function variantPayload(variant: VariantRecord, position: number, at: At): object {
  const available = availableOf(variant);
  return {
    admin_graphql_api_id: variant.id,
    barcode: variant.barcode,
    compare_at_price: variant.compareAtPrice,
    created_at: at(variant.createdAt),
    id: gidNumber(variant.id),
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    position,
    price: variant.price,
    product_id: gidNumber(variant.product.id),
    sku: variant.sku,
    taxable: variant.taxable,
    title: variantTitle(variant),
    updated_at: at(variant.updatedAt),
    option1: variant.values[0] ?? "",
    option2: variant.values[1] ?? null,
    option3: variant.values[2] ?? null,
    image_id: variant.image ? gidNumber(variant.image.imageId) : null,
    inventory_item_id: gidNumber(variant.item.id),
    inventory_quantity: available,
    old_inventory_quantity: available,
  };
}

function imagePayload(product: ProductRecord, image: ImageRecord, position: number, at: At): object {
  return {
    id: gidNumber(image.imageId),
    alt: image.alt,
    position,
    product_id: gidNumber(product.id),
    created_at: at(image.createdAt),
    updated_at: at(image.createdAt),
    admin_graphql_api_id: image.imageId,
    width: 925,
    height: 925,
    src: image.url,
    variant_ids: product.variants.filter((one) => one.image === image).map(({ id }) => gidNumber(id)),
  };
}

function mediaPayload(product: ProductRecord, image: ImageRecord, position: number, at: At): object {
  return {
    id: gidNumber(image.id),
    product_id: gidNumber(product.id),
    position,
    created_at: at(image.createdAt),
    updated_at: at(image.createdAt),
    alt: image.alt ?? "",
    status: "READY",
    media_content_type: "IMAGE",
    preview_image: { width: 925, height: 925, src: image.url, status: "READY" },
    variant_ids: [],
    admin_graphql_api_id: image.id,
  };
}
