import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Banner, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { OrderBadge } from "../components/badges";
import { CustomerCard } from "../components/orders/customer-card";
import { OrderContents } from "../components/orders/order-contents";
import { Timeline } from "../components/orders/timeline";
import { useHydrated } from "../components/use-hydrated";
import { type Intent, type IntentAnswer, useIntent } from "../components/use-intent";
import { useLiveData } from "../components/use-live-data";
import { channelName } from "../connections/views/chosen-channel";
import { answered, doneOr, readIntent } from "../doors/page-action";
import { problemText } from "../i18n/sentences";
import { adminUrl } from "../i18n/shopify-links";
import { retryHeldOrder } from "../orders/retry";
import { type OrderDetail, viewOrder } from "../orders/views/order-detail";

export const loader = async ({ request, params, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const order = await viewOrder(services.db, shop, params.id ?? "");
  if (!order) throw new Response(null, { status: 404 });
  return { shop, order, channel: channelName(services.channels, order.channel) };
};

const intents = z.object({ intent: z.literal("retry") });

export const action = async ({ request, params, context: { services } }: ActionFunctionArgs): Promise<IntentAnswer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  await readIntent(request, intents);
  const id = z.uuid().catch("00000000-0000-0000-0000-000000000000").parse(params.id);
  return answered(async () => doneOr(await retryHeldOrder(services, shop, id), "order.not_held"));
};

export { PageError as ErrorBoundary } from "../components/page-error";

export default function OrderPage() {
  const { t } = useTranslation();
  const { shop, order, channel } = useLoaderData<typeof loader>();
  const { shopifyOrderId, shopifyOrderName } = order;
  const retrying = useIntent({ toast: () => t("orders.retried") });
  useLiveData(["received", "creating", "uncertain"].includes(order.state) || order.status !== order.toldStatus);
  return (
    <Page
      title={t("orders.heading", { number: order.channelOrderId })}
      titleMetadata={
        <InlineStack gap="200">
          <OrderBadge state={order.state} />
          {order.test && <Badge>{t("common.test")}</Badge>}
        </InlineStack>
      }
      {...(shopifyOrderName && { subtitle: shopifyOrderName })}
      backAction={{ url: "/app/orders", content: t("orders.back") }}
      {...(shopifyOrderId && {
        secondaryActions: [
          { content: t("orders.open_shopify"), url: adminUrl(shop, "orders", shopifyOrderId), target: "_top" as const },
        ],
      })}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {order.state === "held" && <HeldBanner order={order} channel={channel} retrying={retrying} />}
            {order.order ? (
              <OrderContents order={order.order} />
            ) : (
              <Card>
                <Text as="p">{t("orders.erased")}</Text>
              </Card>
            )}
            <Timeline entries={order.timeline} channel={channel} />
          </BlockStack>
        </Layout.Section>
        {order.order && (
          <Layout.Section variant="oneThird">
            <CustomerCard order={order.order} />
          </Layout.Section>
        )}
      </Layout>
    </Page>
  );
}

interface HeldBannerProps {
  order: OrderDetail;
  channel: string;
  retrying: Intent;
}

function HeldBanner({ order, channel, retrying }: HeldBannerProps) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const { send, busy } = retrying;
  const reason = order.reason ?? { code: "unknown", params: {} };
  const { title, why, fix } = problemText(translation, {
    ...reason,
    params: { channel, order: order.channelOrderId, ...reason.params },
  });
  return (
    <Banner
      tone="warning"
      title={title}
      action={{ content: t("common.retry"), onAction: () => send("retry"), loading: busy, disabled: !hydrated }}
    >
      <p>
        {why} {fix}
      </p>
    </Banner>
  );
}
