import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { useFormats } from "../../i18n/use-formats";
import type { OrderPayloads } from "../../orders/views/order-payloads";

/** Why there is nothing to show: its time was over, and when. */
export function PayloadsGone({ payloads: { goneSince, keepDays } }: { payloads: OrderPayloads }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!goneSince) return <Text as="p">{t("orders.payload_none")}</Text>;
  return <Text as="p">{t("orders.payload_gone", { days: keepDays, when: formats.dateTime(goneSince) })}</Text>;
}
