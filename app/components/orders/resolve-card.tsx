import { BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OrderDetail } from "../../orders/views/order-detail";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";
import { ResolveLine } from "./resolve-line";

interface ResolveCardProps {
  order: OrderDetail;
  channel: string;
  resolving: Intent;
  refusing: Intent;
}

/** What else can be done than to try again, as far as it helps against this reason. */
const WAYS = {
  "order.out_of_stock": "accept_stock",
  "order.totals_held": "accept_totals",
  "order.customer_refused": "contact_in_note",
  "order.address_refused": "contact_in_note",
} as const;

/** Reasons that are about one line: it may mean another article. */
const OF_A_LINE = ["order.unknown_sku", "order.variant_gone", "order.price_unknown"];

/** What the merchant can decide about a held order. One that Shopify has twice is decided in Shopify. */
export function ResolveCard({ order, channel, resolving, refusing }: ResolveCardProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const code = order.reason?.code ?? "";
  if (code === "order.two_matches") return null;
  const way = code in WAYS ? WAYS[code as keyof typeof WAYS] : undefined;
  const at = Number(order.reason?.params["line"] ?? NaN) - 1;
  const line = OF_A_LINE.includes(code) ? order.order?.lines[at] : undefined;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("orders.resolve_title")}
        </Text>
        {line && <ResolveLine line={line} at={at} channel={channel} resolving={resolving} />}
        {way && (
          <BlockStack gap="200">
            <Text as="p">{t(`orders.resolve_${way}_text`, { channel })}</Text>
            <InlineStack>
              <Button disabled={!hydrated} loading={resolving.busy} onClick={() => resolving.send(way)}>
                {t(`orders.resolve_${way}`)}
              </Button>
            </InlineStack>
          </BlockStack>
        )}
        {(line ?? way) && <Divider />}
        <Refuse channel={channel} refusing={refusing} />
      </BlockStack>
    </Card>
  );
}

function Refuse({ channel, refusing }: Pick<ResolveCardProps, "channel" | "refusing">) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const [asked, setAsked] = useState(false);
  return (
    <BlockStack gap="200">
      <Text as="p">{t("orders.resolve_refuse_text", { channel })}</Text>
      <InlineStack gap="200">
        {asked ? (
          <>
            <Button tone="critical" variant="primary" loading={refusing.busy} onClick={() => refusing.send("refuse")}>
              {t("orders.resolve_refuse_sure")}
            </Button>
            <Button onClick={() => setAsked(false)}>{t("common.cancel")}</Button>
          </>
        ) : (
          <Button tone="critical" disabled={!hydrated} onClick={() => setAsked(true)}>
            {t("orders.resolve_refuse")}
          </Button>
        )}
      </InlineStack>
    </BlockStack>
  );
}
