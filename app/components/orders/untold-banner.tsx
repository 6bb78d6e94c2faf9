import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { lookUp, problemText } from "../../i18n/sentences";
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
  const status = lookUp(translation, `order.status.${refused.status}`) ?? refused.status;
  const params = { channel, order: order.channelOrderId, message: refused.message, status };
  const { title, why, fix } = problemText(translation, { code: "order.status_refused", params });
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
      <p>
        {why} {fix}
      </p>
    </Banner>
  );
}
