import { Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";

interface RetryBarProps {
  filter: "held" | "waiting" | "untold";
  /** Only those the search finds are meant. */
  search: string;
  channel: string;
  /** The page's own: this bar goes away with the last order it is about, and would take the word that it is done along. */
  retrying: Intent;
}

/** Above a list of orders that stand still: one press for all of them. */
export function RetryBar({ filter, search, channel, retrying: { send, busy } }: RetryBarProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  return (
    <div className="retry-bar">
      <Text as="p" tone="subdued">
        {t(`orders.retry_${filter}_text`, { channel })}
      </Text>
      <div className="rigid">
        <Button disabled={!hydrated} loading={busy} onClick={() => send("retry_all", { filter, q: search })}>
          {t(`orders.retry_${filter}`)}
        </Button>
      </div>
    </div>
  );
}
