import type { HkjBehaviour } from "./options";
import type { HkjProduct, HkjResult, HkjShop } from "./shop-state";

type Data = Record<string, unknown>;

const DOCUMENTED = ["sku", "external_id", "barcode", "title_en", "title_ar", "price_fils", "price_jod", "stock_qty"];

/** Validates and stores a full record; the new one replaces the old one whole. */
export function applyProduct(shop: HkjShop, behaviour: HkjBehaviour, data: Data): Omit<HkjResult, "event_id"> {
  const error = faultOf(data, behaviour);
  if (error) return { status: "error", error };
  const sku = String(data["sku"]);
  const known = shop.products.get(sku);
  const product_id = known?.product_id ?? (shop.productIds += 1);
  const { price_jod, ...rest } = data;
  const price_fils = stockOf(data["price_fils"]) ?? filsOf(price_jod) ?? 0;
  const stock_qty = stockOf(data["stock_qty"]) ?? known?.stock_qty ?? 0;
  shop.products.set(sku, { ...rest, sku, price_fils, stock_qty, product_id } as HkjProduct);
  return { status: "applied", action: "product.upserted", product_id };
}

function faultOf(data: Data, behaviour: HkjBehaviour): string | undefined {
  for (const key of ["sku", "title_en", "title_ar"]) {
    const value = data[key];
    if (typeof value !== "string" || value.trim() === "") return `'${key}' is required and must be a non-empty string.`;
  }
  const price = "price_fils" in data ? stockOf(data["price_fils"]) : filsOf(data["price_jod"]);
  if (price === undefined) return "'price_fils' is required and must be an integer of at least 0.";
  if ("stock_qty" in data && stockOf(data["stock_qty"]) === undefined) {
    return "'stock_qty' must be an integer of at least 0.";
  }
  for (const key of ["external_id", "barcode"]) {
    if (key in data && typeof data[key] !== "string") return `'${key}' must be a string.`;
  }
  const unknown = Object.keys(data).find((key) => !DOCUMENTED.includes(key));
  return behaviour.strictKeys && unknown ? `unknown field '${unknown}'` : undefined;
}

/** An integer of at least 0, else undefined. */
export function stockOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function filsOf(value: unknown): number | undefined {
  const match = typeof value === "string" ? /^(\d+)\.(\d{3})$/.exec(value) : null;
  return match ? Number(match[1]) * 1000 + Number(match[2]) : undefined;
}
