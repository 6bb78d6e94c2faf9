import { useFetcher, useLocation } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { OrderPayloads } from "../../orders/views/order-payloads";
import { useHydrated } from "../use-hydrated";
import { Payload } from "./payload";
import { PayloadsGone } from "./payloads-gone";

/** What the channel sent, as it came. Personal data comes to the browser only when it is asked for. */
export function PayloadCard({ channel }: { channel: string }) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const { pathname } = useLocation();
  const fetcher = useFetcher<{ payloads: OrderPayloads | null }>();
  const payloads = fetcher.data?.payloads;
  const busy = fetcher.state !== "idle";
  const load = () => fetcher.load(`${pathname}?payloads=masked`);
  const shown = payloads?.personal === "shown";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("orders.payload_title", { channel })}
        </Text>
        <Text as="p" tone="subdued">
          {t(shown ? "orders.payload_text_shown" : "orders.payload_text")}
        </Text>
        {payloads?.deliveries.map((delivery) => (
          <Payload key={delivery.id} delivery={delivery} channel={channel} />
        ))}
        {payloads && payloads.repeats > 0 && (
          <Text as="p">{t("orders.payload_repeats", { count: payloads.repeats })}</Text>
        )}
        {payloads?.deliveries.length === 0 && <PayloadsGone payloads={payloads} />}
        <InlineStack gap="200">
          {!payloads && (
            <Button disabled={!hydrated} loading={busy} onClick={load}>
              {t("orders.payload_show")}
            </Button>
          )}
          {payloads?.deliveries.some(({ text }) => text !== null) &&
            (shown ? (
              <Button loading={busy} onClick={load}>
                {t("orders.payload_hide")}
              </Button>
            ) : (
              <Button
                loading={busy}
                onClick={() => fetcher.submit({ intent: "show_payloads" }, { method: "post", action: pathname })}
              >
                {t("orders.payload_personal")}
              </Button>
            ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
