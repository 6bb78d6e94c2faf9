import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { searchArticles } from "../catalog/views/article-search";
import { OrderBadge } from "../components/badges";
import { CustomerCard } from "../components/orders/customer-card";
import { HeldBanner } from "../components/orders/held-banner";
import { OrderContents } from "../components/orders/order-contents";
import { PayloadCard } from "../components/orders/payload-card";
import { ResolveCard } from "../components/orders/resolve-card";
import { StatusBanner } from "../components/orders/status-banner";
import { Timeline } from "../components/orders/timeline";
import { WaitingBanner } from "../components/orders/waiting-banner";
import { type IntentAnswer, useIntent } from "../components/use-intent";
import { useLiveData } from "../components/use-live-data";
import { channelName } from "../connections/views/chosen-channel";
import { answered, doneOr, readIntent } from "../doors/page-action";
import { adminUrl } from "../i18n/shopify-links";
import { hastenOrder } from "../orders/hasten";
import { refuseHeldOrder } from "../orders/refuse";
import { type Decision, resolveHeldOrder } from "../orders/resolve";
import { retellOrder } from "../orders/retell";
import { retryHeldOrder } from "../orders/retry";
import { showPayloads } from "../orders/show-payloads";
import { viewOrder } from "../orders/views/order-detail";
import { type OrderPayloads, viewPayloads } from "../orders/views/order-payloads";

export const loader = async ({ request, params, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const order = await viewOrder(services.db, shop, params.id ?? "");
  if (!order) throw new Response(null, { status: 404 });
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("article");
  const articles = wanted ? await searchArticles(services.db, shop, order.connectionId, wanted) : [];
  const now = services.clock.now();
  const payloads = searchParams.has("payloads")
    ? await viewPayloads(services.db, shop, order.id, { personal: "masked", now })
    : null;
  return { shop, order, articles, payloads, channel: channelName(services.channels, order.channel) };
};

const line = z.coerce.number().int().min(0).max(1_000);
const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["retry", "refuse", "retell", "hasten", "show_payloads"]) }),
  z.object({ intent: z.enum(["accept_stock", "accept_totals", "contact_in_note"]) }),
  z.object({ intent: z.literal("match"), line, variantId: z.string().regex(/^\d{1,20}$/) }),
  z.object({ intent: z.literal("custom"), line }),
]);

type Answer = IntentAnswer | { payloads: OrderPayloads | null };

export const action = async ({ request, params, context: { services } }: ActionFunctionArgs): Promise<Answer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  const given = await readIntent(request, intents);
  const { success, data: id } = z.uuid().safeParse(params.id);
  if (!success) throw new Response(null, { status: 404 });
  if (given.intent === "show_payloads") return { payloads: await showPayloads(services, shop, id) };
  const act = () => {
    if (given.intent === "retry") return retryHeldOrder(services, shop, id);
    if (given.intent === "refuse") return refuseHeldOrder(services, shop, id);
    if (given.intent === "retell") return retellOrder(services, shop, id);
    if (given.intent === "hasten") return hastenOrder(services, shop, id);
    const { intent: kind, ...rest } = given;
    return resolveHeldOrder(services, shop, id, { kind, ...rest } as Decision);
  };
  const nothing = given.intent === "retell" ? "order.nothing_refused" : "order.not_held";
  return answered(async () => doneOr(await act(), nothing));
};

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function OrderPage() {
  const { t } = useTranslation();
  const { shop, order, channel } = useLoaderData<typeof loader>();
  const { shopifyOrderId, shopifyOrderName } = order;
  const retrying = useIntent({ toast: () => t("orders.retried") });
  const resolving = useIntent({ toast: () => t("orders.resolved") });
  const telling = useIntent({ toast: () => t("orders.retold") });
  const refusing = useIntent({ toast: () => t("orders.refused") });
  const hastening = useIntent({ toast: () => t("orders.hastened") });
  const waiting = ["received", "uncertain"].includes(order.state) && order.nextTryAt;
  useLiveData(["received", "creating", "uncertain"].includes(order.state) || order.telling);
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
            {order.state === "held" && (
              <>
                <HeldBanner order={order} channel={channel} retrying={retrying} />
                <ResolveCard order={order} channel={channel} resolving={resolving} refusing={refusing} />
              </>
            )}
            {waiting && <WaitingBanner state={order.state} at={waiting} hastening={hastening} />}
            {order.statusRefused && <StatusBanner reason={order.statusRefused} channel={channel} telling={telling} />}
            {order.order ? (
              <OrderContents order={order.order} chosen={order.chosen} />
            ) : (
              <Card>
                <Text as="p">{t("orders.erased")}</Text>
              </Card>
            )}
            <Timeline
              entries={order.timeline}
              order={order.channelOrderId}
              channel={channel}
              held={order.state === "held"}
            />
            <PayloadCard channel={channel} />
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
