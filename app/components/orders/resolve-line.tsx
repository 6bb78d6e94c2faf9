import { useFetcher, useLocation } from "@remix-run/react";
import { Badge, BlockStack, Button, InlineStack, Text, TextField, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OrderLine } from "../../canonical/order";
import type { Article } from "../../catalog/views/article-search";
import { useLocale } from "../../i18n/use-locale";
import { ArticleTitle, titleIn } from "../article-title";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";

interface ResolveLineProps {
  line: OrderLine;
  /** Its position, from 0. */
  at: number;
  channel: string;
  resolving: Intent;
}

/** A line that means no article of the shop: which one it is, or that it is none. */
export function ResolveLine({ line, at, channel, resolving }: ResolveLineProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const hydrated = useHydrated();
  const { pathname } = useLocation();
  const fetcher = useFetcher<{ articles: Article[] }>();
  const [text, setText] = useState("");
  const search = (words: string) => {
    setText(words);
    if (words.trim()) fetcher.load(`${pathname}?article=${encodeURIComponent(words)}`);
  };
  const found = text.trim() ? fetcher.data?.articles : undefined;
  const article =
    (locale === "ar" && line.titleAr) || (line.title ?? line.sku ?? line.externalId ?? line.barcode ?? "");
  return (
    <BlockStack gap="300">
      <Text as="p">{t("orders.resolve_line", { line: at + 1, article })}</Text>
      <TextField
        label={t("orders.resolve_search")}
        autoComplete="off"
        value={text}
        disabled={!hydrated}
        loading={fetcher.state !== "idle"}
        onChange={search}
      />
      {found?.map(({ variantId, sku, title, titles, imageUrl, takenOut }) => (
        <InlineStack key={variantId} align="space-between" blockAlign="center" gap="300" wrap={false}>
          <InlineStack gap="300" blockAlign="center" wrap={false}>
            <Thumbnail source={imageUrl ?? ImageIcon} alt="" size="small" />
            <BlockStack>
              <ArticleTitle article={{ title, titles }} />
              <Text as="span" variant="bodySm" tone="subdued">
                <bdi>{sku}</bdi>
              </Text>
              {takenOut && (
                <InlineStack>
                  <Badge>{t("listing.removed")}</Badge>
                </InlineStack>
              )}
            </BlockStack>
          </InlineStack>
          <Button
            accessibilityLabel={t("orders.resolve_choose_named", {
              article: `${titleIn(locale, { title, titles })} ${sku}`,
            })}
            loading={resolving.busy}
            onClick={() => resolving.send("match", { line: String(at), variantId })}
          >
            {t("orders.resolve_choose")}
          </Button>
        </InlineStack>
      ))}
      {found?.length === 0 && fetcher.state === "idle" && (
        <Text as="p" tone="subdued">
          {t("orders.resolve_none")}
        </Text>
      )}
      {line.unitPriceFils !== null && (
        <BlockStack gap="200">
          <Text as="p">{t("orders.resolve_custom_text", { channel })}</Text>
          <InlineStack>
            <Button
              disabled={!hydrated}
              loading={resolving.busy}
              onClick={() => resolving.send("custom", { line: String(at) })}
            >
              {t("orders.resolve_custom")}
            </Button>
          </InlineStack>
        </BlockStack>
      )}
    </BlockStack>
  );
}
