import { Button, Tooltip } from "@shopify/polaris";
import { HideIcon, ViewIcon } from "@shopify/polaris-icons";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { ListingLine } from "../../catalog/views/listing-page";
import { useLocale } from "../../i18n/use-locale";
import { titleIn } from "../article-title";
import { useHydrated } from "../use-hydrated";
import { useIntent } from "../use-intent";

type OfferIntent = "exclude" | "include";
const OPPOSITE = { exclude: "include", include: "exclude" } as const;

/** Takes the products of rows out of what is offered, or lets them in again; either can be undone from its toast. */
export function useOffer(rows: readonly ListingLine[], onDone: () => void) {
  const { t } = useTranslation();
  const sent = useRef<readonly string[]>([]);
  const sendProducts = (intent: OfferIntent, products: readonly string[]) => {
    sent.current = products;
    intents[intent].send(intent, { products: products.join(",") });
  };
  const told = (intent: OfferIntent, words: "excluded" | "included") => ({
    toast: ({ count = 0 }: { count?: number }) => t(`catalog.${words}`, { count }),
    undo({ count = 0 }: { count?: number }) {
      const products = sent.current;
      return count > 0 ? () => sendProducts(OPPOSITE[intent], products) : undefined;
    },
    onDone,
  });
  const intents = {
    exclude: useIntent(told("exclude", "excluded")),
    include: useIntent(told("include", "included")),
  };
  return {
    busy: intents.exclude.busy || intents.include.busy,
    send(intent: OfferIntent, ids: readonly string[]) {
      const chosen = rows.filter(({ id }) => ids.includes(id));
      // Those that are as wished already are left alone, so that an undo leaves them alone too.
      const changing = chosen.filter(({ excluded }) => excluded === (intent === "include"));
      const products = (changing.length > 0 ? changing : chosen).map(({ productId }) => productId);
      sendProducts(intent, [...new Set(products)]);
    },
  };
}

interface OfferButtonProps {
  row: ListingLine;
  /** On a phone, where nothing hovers to tell what an icon means. */
  inWords: boolean;
  offer: ReturnType<typeof useOffer>;
}

/** For one row: all variants of its product go together. */
export function OfferButton({ row, inWords, offer }: OfferButtonProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const title = titleIn(useLocale(), row);
  const words = t(row.excluded ? "catalog.include" : "catalog.exclude");
  const common = {
    size: "slim",
    disabled: !hydrated || offer.busy,
    accessibilityLabel: `${words}: ${title}`,
    onClick: () => offer.send(row.excluded ? "include" : "exclude", [row.id]),
  } as const;
  if (inWords) {
    return (
      <Button {...common} variant="tertiary">
        {words}
      </Button>
    );
  }
  return (
    <Tooltip content={words}>
      <Button {...common} variant="tertiary" icon={row.excluded ? ViewIcon : HideIcon} />
    </Tooltip>
  );
}
