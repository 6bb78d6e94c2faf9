import { Link } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { OrderRow } from "../../orders/views/order-page";
import { OrderBadge } from "../badges";
import { Money } from "../money";
import { When } from "../when";

interface LatestOrdersProps {
  orders: readonly OrderRow[];
  channel: string;
  /** The channel has called the outbound URL. */
  heard: boolean;
}

/** The newest few. The channel's number leads, as on every list of orders: a held order has no other. */
export function LatestOrders({ orders, channel, heard }: LatestOrdersProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("overview.latest_orders")}
          </Text>
          {orders.length > 0 && (
            <Button variant="plain" url="/app/orders">
              {t("overview.all_orders")}
            </Button>
          )}
        </InlineStack>
        {orders.length === 0 ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t("overview.no_orders_title", { channel })}
            </Text>
            <Text as="p" tone="subdued">
              {t(heard ? "overview.no_orders_text" : "overview.no_orders_unheard", { channel })}
            </Text>
          </BlockStack>
        ) : (
          <ul className="rows">
            {orders.map((order) => (
              <li key={order.id}>
                <Link to={`/app/orders/${order.id}`} className="row">
                  <span className="row-main">
                    <Text as="span" fontWeight="semibold">
                      <bdi>{order.channelOrderId}</bdi>
                    </Text>
                    {order.shopifyOrderName && (
                      <Text as="span" tone="subdued">
                        <bdi>{order.shopifyOrderName}</bdi>
                      </Text>
                    )}
                    <Text as="span" tone="subdued" truncate>
                      {order.customerName ?? ""}
                    </Text>
                  </span>
                  <span className="row-side">
                    <OrderBadge state={order.state} />
                    {order.totalFils !== null && <Money fils={order.totalFils} />}
                    <Text as="span" tone="subdued">
                      <When at={order.receivedAt} />
                    </Text>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}
