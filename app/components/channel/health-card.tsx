import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ConnectionView } from "../../connections/views/connection-view";
import { useFormats } from "../../i18n/use-formats";
import { When } from "../when";

interface HealthCardProps {
  channel: string;
  connection: ConnectionView;
  outbox: { waiting: number; refused: number };
}

export function HealthCard({ channel, connection, outbox }: HealthCardProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { lastDeliveredAt, lastHeardAt, shopifyHeardAt, connectedAt, failures, retryAt } = connection;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("channel.health_title")}
        </Text>
        {failures > 0 && retryAt && (
          <Banner tone="warning">
            <p suppressHydrationWarning>
              {t("channel.delayed", { channel, count: failures, when: formats.when(retryAt) })}
            </p>
          </Banner>
        )}
        <dl className="facts">
          <Fact term={t("channel.connected_since")}>{connectedAt ? <When at={connectedAt} /> : t("common.never")}</Fact>
          <Fact term={t("channel.last_delivered", { channel })}>
            {lastDeliveredAt ? <When at={lastDeliveredAt} /> : t("common.never")}
          </Fact>
          <Fact term={t("channel.last_heard", { channel })}>
            {lastHeardAt ? <When at={lastHeardAt} /> : t("channel.not_heard")}
          </Fact>
          <Fact term={t("channel.shopify_heard")}>
            {shopifyHeardAt ? <When at={shopifyHeardAt} /> : t("channel.shopify_not_heard")}
          </Fact>
          <Fact term={t("channel.waiting")}>{formats.number(outbox.waiting)}</Fact>
          {outbox.refused > 0 && <Fact term={t("channel.refused", { channel })}>{formats.number(outbox.refused)}</Fact>}
        </dl>
      </BlockStack>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
