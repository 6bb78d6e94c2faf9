import { Button, Tooltip } from "@shopify/polaris";
import { HideIcon, ViewIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

import type { ListingRow } from "../../catalog/views/listing-page";
import { useLocale } from "../../i18n/use-locale";
import { titleIn } from "../article-title";
import { useHydrated } from "../use-hydrated";
import { useIntent } from "../use-intent";

/** Takes the products of rows out of what is offered, or lets them in again. */
export function useOffer(rows: readonly ListingRow[], onDone: () => void) {
  const { t } = useTranslation();
  const toast = (words: "excluded" | "included") => ({
    toast: ({ count = 0 }: { count?: number }) => t(`catalog.${words}`, { count }),
    onDone,
  });
  const intents = { exclude: useIntent(toast("excluded")), include: useIntent(toast("included")) };
  return {
    busy: intents.exclude.busy || intents.include.busy,
    send(intent: "exclude" | "include", ids: readonly string[]) {
      const products = rows.filter(({ id }) => ids.includes(id)).map(({ productId }) => productId);
      intents[intent].send(intent, { products: [...new Set(products)].join(",") });
    },
  };
}

interface OfferButtonProps {
  row: ListingRow;
  offer: ReturnType<typeof useOffer>;
}

/** For one row: all variants of its product go together. */
export function OfferButton({ row, offer }: OfferButtonProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const title = titleIn(useLocale(), row);
  const words = t(row.excluded ? "catalog.include" : "catalog.exclude");
  return (
    <Tooltip content={words}>
      <Button
        size="slim"
        variant="tertiary"
        icon={row.excluded ? ViewIcon : HideIcon}
        disabled={!hydrated || offer.busy}
        accessibilityLabel={`${words}: ${title}`}
        onClick={() => offer.send(row.excluded ? "include" : "exclude", [row.id])}
      />
    </Tooltip>
  );
}
