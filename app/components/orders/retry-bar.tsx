import { Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { useHydrated } from "../use-hydrated";
import { useIntent } from "../use-intent";

interface RetryBarProps {
  filter: "held" | "waiting" | "untold";
  /** Only those the search finds are meant. */
  search: string;
  channel: string;
}

/** Above a list of orders that stand still: one press for all of them. */
export function RetryBar({ filter, search, channel }: RetryBarProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const { send, busy } = useIntent({ toast: ({ count = 0 }) => t("orders.retried_many", { count }) });
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
