import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { CanonicalOrder } from "../../canonical/order";

/** Who ordered, and where it goes. */
export function CustomerCard({ order }: { order: CanonicalOrder }) {
  const { t } = useTranslation();
  const { customer, address, note } = order;
  const street = [address?.street, address?.building].filter(Boolean).join(" ");
  const place = [address?.text, street, address?.area, address?.city, address?.notes].filter(Boolean);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("orders.customer")}
        </Text>
        <BlockStack gap="100">
          {customer.name && (
            <Text as="p">
              <bdi>{customer.name}</bdi>
            </Text>
          )}
          {customer.phone && (
            <Text as="p">
              <a href={`tel:${customer.phone}`} className="ltr">
                {customer.phone}
              </a>
            </Text>
          )}
          {customer.email && (
            <Text as="p">
              <a href={`mailto:${customer.email}`} className="ltr">
                {customer.email}
              </a>
            </Text>
          )}
        </BlockStack>
        {place.length > 0 && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t("orders.address")}
            </Text>
            {place.map((line) => (
              <Text key={line} as="p">
                <bdi>{line}</bdi>
              </Text>
            ))}
          </BlockStack>
        )}
        {note && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t("orders.note")}
            </Text>
            <Text as="p" breakWord>
              <bdi>{note}</bdi>
            </Text>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
