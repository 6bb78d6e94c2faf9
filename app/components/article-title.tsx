import { Text } from "@shopify/polaris";

import type { Locale } from "../i18n/locales";
import { useLocale } from "../i18n/use-locale";

export interface TitledArticle {
  /** The shop's own, or the one an order came with. */
  title: string;
  /** What it is called in the languages of pages, where that is known. */
  titles: Partial<Record<Locale, string>> | null;
}

/** The name of an article for a page's language. */
export function titleIn(locale: Locale, { title, titles }: TitledArticle): string {
  return titles?.[locale] ?? title;
}

/** An article's name in the page's language, and below it the name it has in the shop, where that is another one. */
export function ArticleTitle({ article, strong = false }: { article: TitledArticle; strong?: boolean }) {
  const shown = titleIn(useLocale(), article);
  return (
    <>
      <Text as="span" breakWord {...(strong && { fontWeight: "semibold" })}>
        <bdi>{shown}</bdi>
      </Text>
      {shown.trim() !== article.title.trim() && (
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          <bdi>{article.title}</bdi>
        </Text>
      )}
    </>
  );
}
