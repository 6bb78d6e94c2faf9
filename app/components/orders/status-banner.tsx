import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { Reason } from "../../connections/views/reason";
import { problemText } from "../../i18n/sentences";
import { STATUS_SETTINGS } from "../problem-link";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";

interface StatusBannerProps {
  reason: Reason;
  channel: string;
  telling: Intent;
}

/** A status that the channel did not take: its own words, the table that mends them, and another try. */
export function StatusBanner({ reason, channel, telling }: StatusBannerProps) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const { title, why, fix } = problemText(translation, { ...reason, params: { channel, ...reason.params } });
  const again = { content: t("orders.retell"), onAction: () => telling.send("retell") };
  return (
    <Banner
      tone="warning"
      title={title}
      action={{ ...again, loading: telling.busy, disabled: !hydrated }}
      secondaryAction={{ content: t("orders.status_words"), url: STATUS_SETTINGS }}
    >
      <p>
        {why} {fix}
      </p>
    </Banner>
  );
}
