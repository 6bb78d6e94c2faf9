import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { useFormats } from "../../i18n/use-formats";
import type { OrderPayload } from "../../orders/views/order-payloads";
import { SupportId } from "../support-id";

/** One call of the channel: what it was, when it came, under which id, and its text; JSON runs left to right anywhere. */
export function Payload({ delivery, channel }: { delivery: OrderPayload; channel: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kind, deliveryId, receivedAt, text, erasedAt } = delivery;
  const title = t(`orders.payload_${kind}`);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          <time dateTime={receivedAt} suppressHydrationWarning>
            {formats.dateTime(receivedAt)}
          </time>
        </Text>
      </InlineStack>
      <SupportId label={t("orders.call_id", { channel })} id={deliveryId} />
      {text === null ? (
        <Text as="p">{t("orders.payload_erased", { when: formats.dateTime(erasedAt ?? receivedAt) })}</Text>
      ) : (
        <pre className="payload" dir="ltr" tabIndex={0} aria-label={title}>
          {text}
        </pre>
      )}
    </BlockStack>
  );
}
