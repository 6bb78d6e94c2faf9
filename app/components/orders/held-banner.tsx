import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { problemText } from "../../i18n/sentences";
import type { OrderDetail } from "../../orders/views/order-detail";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";

interface HeldBannerProps {
  order: OrderDetail;
  channel: string;
  retrying: Intent;
}

/** Why an order waits, and what mends it. */
export function HeldBanner({ order, channel, retrying }: HeldBannerProps) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const { send, busy } = retrying;
  const reason = order.reason ?? { code: "unknown", params: {} };
  const { title, why, fix } = problemText(translation, {
    ...reason,
    params: { channel, order: order.channelOrderId, ...reason.params },
  });
  return (
    <Banner
      tone="warning"
      title={title}
      action={{ content: t("common.retry"), onAction: () => send("retry"), loading: busy, disabled: !hydrated }}
    >
      <p>
        {why} {fix}
      </p>
    </Banner>
  );
}
