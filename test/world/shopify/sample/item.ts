import type { ProductSeed, VariantSeed } from "../seed";

export const AMMAN = "Abdali shop, Amman";
export const WAREHOUSE = "Sahab warehouse";

/** Stock at the shop and at the warehouse. */
export const at = (shop: number, warehouse = 0): Record<string, number> => ({ [AMMAN]: shop, [WAREHOUSE]: warehouse });

/** A picture of the sample shop; nothing is behind the address but a name that tells what it would show. */
export const image = (name: string): { url: string; alt: string } => ({
  url: `https://cdn.sample-shop.example/products/${name}.jpg`,
  alt: name.replaceAll("-", " "),
});

export interface Item extends Omit<ProductSeed, "variants" | "images" | "translations"> {
  picture: string;
  variants: readonly VariantSeed[];
  /** Arabic title, description, and words for options; absent where the merchant has not translated. */
  arabic?: { title: string; description?: string; words?: Readonly<Record<string, string>> };
}

export function productOf({ picture, arabic, ...rest }: Item): ProductSeed {
  const { title, description, words } = arabic ?? {};
  return {
    ...rest,
    images: [image(picture), image(`${picture}-detail`)],
    ...(title && {
      translations: {
        ar: { title, ...(description && { descriptionHtml: `<p>${description}</p>` }), ...(words && { words }) },
      },
    }),
  };
}
