import { BlockStack, Box, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { CanonicalOrder, OrderLine } from "../../canonical/order";
import { lookUp } from "../../i18n/sentences";
import type { ChosenArticle, OrderDetail } from "../../orders/views/order-detail";
import { ArticleTitle } from "../article-title";
import { Money } from "../money";

/** What was ordered and what it comes to, as the channel sold it; and what the merchant decided a line is. */
export function OrderContents({ order, chosen }: { order: CanonicalOrder; chosen: OrderDetail["chosen"] }) {
  const translation = useTranslation();
  const { t } = translation;
  const paidBy = order.paymentMethod ?? "cash_on_delivery";
  const method = lookUp(translation, `payment.${paidBy.toLowerCase()}`) ?? paidBy;
  const priced = order.lines.every(({ unitPriceFils }) => unitPriceFils !== null);
  const subtotal = order.lines.reduce((sum, line) => sum + (line.unitPriceFils ?? 0) * line.quantity, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("orders.lines")}
        </Text>
        {order.lines.map((line, index) => (
          <Line key={index} line={line} chosen={chosen[index]} />
        ))}
        <Divider />
        {priced && <Amount label={t("orders.subtotal")} fils={subtotal} />}
        {order.deliveryFeeFils > 0 && <Amount label={t("orders.delivery")} fils={order.deliveryFeeFils} />}
        {order.discountFils > 0 && <Amount label={t("orders.discount")} fils={0 - order.discountFils} />}
        {order.totalFils !== null && (
          <Amount
            label={
              <Text as="span" fontWeight="semibold">
                {t("orders.sum")}
              </Text>
            }
            fils={order.totalFils}
          />
        )}
        <Text as="p" tone="subdued">
          {order.paid ? t("orders.paid") : t("orders.unpaid", { method })}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Line({ line, chosen }: { line: OrderLine; chosen: ChosenArticle | undefined }) {
  const { t } = useTranslation();
  const article = line.sku ?? line.barcode ?? line.externalId;
  const title = line.title ?? article ?? t("orders.unknown_item");
  return (
    <InlineStack align="space-between" blockAlign="start" gap="400" wrap={false}>
      <BlockStack>
        <ArticleTitle article={{ title, titles: line.titleAr ? { ar: line.titleAr } : null }} />
        {line.title && article && (
          <Text as="span" variant="bodySm" tone="subdued">
            <bdi>{article}</bdi>
          </Text>
        )}
        {chosen && (
          <Text as="span" variant="bodySm" tone="subdued">
            {chosen === "custom"
              ? t("orders.chosen_custom")
              : t("orders.chosen", { article: `${chosen.title} ${chosen.sku}` })}
          </Text>
        )}
      </BlockStack>
      <Box minWidth="max-content">
        <span className="figures">
          {`${line.quantity} × `}
          {line.unitPriceFils !== null && <Money fils={line.unitPriceFils} />}
        </span>
      </Box>
    </InlineStack>
  );
}

function Amount({ label, fils }: { label: ReactNode; fils: number }) {
  return (
    <InlineStack align="space-between" gap="400">
      <span>{label}</span>
      <Money fils={fils} />
    </InlineStack>
  );
}
