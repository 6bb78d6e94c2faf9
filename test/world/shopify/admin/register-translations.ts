import type { Shop } from "../store/shop";
import { contentOf, translatable, translationsOf } from "./fields/translations";
import type { Context } from "./context";

interface TranslationInput {
  locale: string;
  key: string;
  value: string;
  translatableContentDigest: string;
}

/** The mutation translationsRegister: a translation must name the digest of the text it translates. */
export function registerTranslations(context: Context, resourceId: string, inputs: readonly TranslationInput[]) {
  const { shop } = context;
  if (!translatable(shop, resourceId)) {
    const message = `Resource ${resourceId} does not exist`;
    return { translations: null, userErrors: [{ field: ["resourceId"], message, code: "RESOURCE_NOT_FOUND" }] };
  }
  const wrong = inputs.findIndex((one) => originalOf(shop, resourceId, one) === undefined);
  if (wrong >= 0) {
    const field = ["translations", String(wrong), "translatableContentDigest"];
    const message = "Translatable content hash is invalid";
    return { translations: [], userErrors: [{ field, message, code: "INVALID_TRANSLATABLE_CONTENT" }] };
  }
  for (const one of inputs) {
    shop.translate(resourceId, one.locale, one.key, one.value, originalOf(shop, resourceId, one) ?? "");
  }
  const locales = [...new Set(inputs.map(({ locale }) => locale))];
  const product = shop.products.get(resourceId);
  if (product) context.events.product(shop, "update", product);
  return { translations: locales.flatMap((locale) => translationsOf(context, resourceId, locale)), userErrors: [] };
}

function originalOf(shop: Shop, resourceId: string, input: TranslationInput): string | undefined {
  const content = contentOf(shop, resourceId).find(({ key }) => key === input.key);
  return content?.digest === input.translatableContentDigest ? content.value : undefined;
}
