import { parse } from "csv-parse/sync";

import type { ImageSeed, ProductSeed, SeedStatus, VariantSeed } from "./seed";

type Row = Readonly<Record<string, string>>;

/**
 * The products of a Shopify product export, the file a merchant gets from "Export" in the admin.
 * A product is as many rows as it has variants or images, whichever is more; all rows of one share a handle, which only
 * the first row accompanies with the product's own columns. A row without an option value and price is an image only.
 * Columns have come and gone over the years; what is missing falls back to Shopify's own defaults.
 */
export function productsFromCsv(text: string): ProductSeed[] {
  const rows: Row[] = parse(text, {
    bom: true,
    columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
  });
  const byHandle = new Map<string, Row[]>();
  let handle = "";
  for (const row of rows) {
    handle = read(row, "Handle", "URL handle") ?? handle;
    if (handle) byHandle.set(handle, [...(byHandle.get(handle) ?? []), row]);
  }
  return [...byHandle].map(([name, group]) => productFrom(name, group)).filter((product) => product !== undefined);
}

function productFrom(handle: string, rows: readonly Row[]): ProductSeed | undefined {
  const first = rows[0];
  if (!first) return undefined;
  const options = optionNames(rows);
  const variants = rows.filter(isVariant).map((row) => variantFrom(row, options.length));
  const status = statusOf(first);
  const category = read(first, "Product Category", "Product category");
  return {
    handle,
    title: read(first, "Title") ?? handle,
    descriptionHtml: read(first, "Body (HTML)", "Description") ?? "",
    ...given("vendor", read(first, "Vendor")),
    ...given("productType", read(first, "Type", "Custom Product Type", "Standard Product Type")),
    ...given("category", category),
    tags: (read(first, "Tags") ?? "")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
    status,
    published: isTrue(read(first, "Published", "Published on online store") ?? "true"),
    options,
    variants: variants.length ? variants : [{ price: "0" }],
    images: imagesOf(rows),
  };
}

function optionNames(rows: readonly Row[]): string[] {
  return [1, 2, 3].flatMap((n) => {
    const name = firstOf(rows, `Option${n} Name`, `Option${n} name`);
    const used = rows.some((row) => read(row, `Option${n} Value`));
    return name ? [name] : used ? [`Option ${n}`] : [];
  });
}

/** A row with nothing but an image has neither an option value nor a price. */
function isVariant(row: Row): boolean {
  return Boolean(read(row, "Option1 Value") ?? read(row, "Variant Price", "Price") ?? read(row, "Variant SKU", "SKU"));
}

function variantFrom(row: Row, optionCount: number): VariantSeed {
  const values = [1, 2, 3].slice(0, optionCount).map((n) => read(row, `Option${n} Value`) ?? "Default Title");
  const tracker = row["variant inventory tracker"] ?? row["inventory tracker"];
  const quantity = read(row, "Variant Inventory Qty", "Inventory quantity", "On hand");
  const image = read(row, "Variant Image", "Variant image URL");
  const policy = read(row, "Variant Inventory Policy", "Continue selling when out of stock");
  return {
    ...(optionCount > 0 && { options: values }),
    sku: cleanSku(read(row, "Variant SKU", "SKU")),
    barcode: cleanSku(read(row, "Variant Barcode", "Barcode")),
    price: decimal(read(row, "Variant Price", "Price")) ?? "0",
    compareAtPrice: decimal(read(row, "Variant Compare At Price", "Compare-at price")) ?? null,
    policy: /^(continue|true)$/i.test(policy ?? "") ? "CONTINUE" : "DENY",
    // An empty tracker means that nobody counts, whatever number stands beside it; an export without the column counts.
    tracked: tracker === undefined ? quantity !== undefined : tracker.trim() !== "",
    stock: Number.parseInt(quantity ?? "0", 10) || 0,
    requiresShipping: isTrue(read(row, "Variant Requires Shipping", "Requires shipping") ?? "true"),
    taxable: isTrue(read(row, "Variant Taxable", "Charge tax") ?? "true"),
    ...(image && { image }),
  };
}

function imagesOf(rows: readonly Row[]): ImageSeed[] {
  const images = rows.flatMap((row) => {
    const url = read(row, "Image Src", "Product image URL");
    if (!url) return [];
    const position = Number(read(row, "Image Position", "Image position") ?? 0);
    return [{ url, alt: read(row, "Image Alt Text", "Image alt text") ?? null, position }];
  });
  const once = images.filter((image, index) => images.findIndex(({ url }) => url === image.url) === index);
  return once.sort((a, b) => a.position - b.position).map(({ url, alt }) => ({ url, alt }));
}

function statusOf(row: Row): SeedStatus {
  const status = (read(row, "Status") ?? "active").toUpperCase();
  return status === "DRAFT" || status === "ARCHIVED" || status === "UNLISTED" ? status : "ACTIVE";
}

function read(row: Row, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = row[name.toLowerCase()]?.trim();
    if (value) return value;
  }
  return undefined;
}

function firstOf(rows: readonly Row[], ...names: string[]): string | undefined {
  return rows.map((row) => read(row, ...names)).find((value) => value !== undefined);
}

/** "1,234.50", "JOD 5" and Arabic digits are prices too; undefined when there is no number. */
function decimal(text: string | undefined): string | undefined {
  const western = (text ?? "")
    .replace(/[٠-٩]/g, (digit) => String("٠١٢٣٤٥٦٧٨٩".indexOf(digit)))
    .replace("٫", ".")
    .replace(/,(\d{1,2})$/, ".$1")
    .replace(/[^\d.]/g, "");
  const match = /^(\d*)(?:\.(\d+))?$/.exec(western);
  if (!match || !western.replace(".", "")) return undefined;
  return match[2] ? `${match[1] || "0"}.${match[2].slice(0, 6)}` : (match[1] ?? "0");
}

/** Spreadsheets keep leading zeros by an apostrophe. */
const cleanSku = (text: string | undefined): string | null => text?.replace(/^'/, "") ?? null;

const isTrue = (text: string): boolean => !/^(false|no|0)$/i.test(text);

function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
