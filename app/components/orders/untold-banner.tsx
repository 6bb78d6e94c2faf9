import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { problemText } from "../../i18n/sentences";
import type { OrderDetail } from "../../orders/views/order-detail";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";

interface UntoldBannerProps {
  order: OrderDetail;
  refused: NonNullable<OrderDetail["refusedStatus"]>;
  channel: string;
  telling: Intent;
}

/** A status the channel did not take, in its own words, and a button to tell it again. */
export function UntoldBanner({ order, refused, channel, telling }: UntoldBannerProps) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const { send, busy } = telling;
  const params = { channel, order: order.channelOrderId, ...refused };
  const { title, why } = problemText(translation, { code: "order.status_refused", params });
  return (
    <Banner
      tone="warning"
      title={title}
      action={{
        content: t("orders.tell_again"),
        onAction: () => send("tell_again"),
        loading: busy,
        disabled: !hydrated,
      }}
    >
      <p>{why}</p>
    </Banner>
  );
}
