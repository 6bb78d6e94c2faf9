import type { ProductSeed, ShopSeed } from "../world/shopify";

export interface ShopShape {
  products: number;
  /** Of each product. */
  variants: number;
}

/** A shop of that shape as shops are: bilingual, with descriptions, options, two pictures, stock at two locations. */
export function plainShop(shape: ShopShape): ShopSeed {
  return {
    domain: "bench.myshopify.com",
    currency: "JOD",
    locations: [{ name: "Amman" }, { name: "Irbid" }],
    products: products(shape),
  };
}

function* products({ products: count, variants }: ShopShape): Generator<ProductSeed> {
  for (let number = 1; number <= count; number += 1) {
    yield {
      title: `Cotton shirt no. ${number}`,
      descriptionHtml: `<p>A shirt of <strong>combed cotton</strong>, made in Zarqa.</p><ul><li>Model ${number}</li><li>Wash at 40 &deg;C</li></ul>`,
      vendor: "Zarqa Weavers",
      productType: "Shirts",
      category: "Apparel & Accessories > Clothing > Shirts & Tops",
      images: [
        { url: `https://cdn.example/shirts/${number}.jpg` },
        { url: `https://cdn.example/shirts/${number}-b.jpg` },
      ],
      options: ["Size"],
      variants: Array.from({ length: variants }, (_, at) => ({
        options: [`Size ${at + 1}`],
        sku: `SHIRT-${number}-${at + 1}`,
        barcode: `62${String(number).padStart(6, "0")}${String(at + 1).padStart(5, "0")}`,
        price: `${8 + (at % 9)}.250`,
        stock: { Amman: (number + at) % 40, Irbid: at % 7 },
      })),
      translations: {
        ar: {
          title: `قميص قطني رقم ${number}`,
          descriptionHtml: `<p>قميص من القطن الممشط، صنع في الزرقاء. موديل ${number}</p>`,
          productType: "قمصان",
          words: Object.fromEntries(Array.from({ length: variants }, (_, at) => [`Size ${at + 1}`, `مقاس ${at + 1}`])),
        },
      },
    };
  }
}
