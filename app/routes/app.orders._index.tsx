import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import { OrderIcon, SearchIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { Empty } from "../components/empty";
import { ListFilters } from "../components/list-filters";
import { OrderTable } from "../components/orders/order-table";
import { RetryBar } from "../components/orders/retry-bar";
import { useHydrated } from "../components/use-hydrated";
import { type IntentAnswer, useIntent } from "../components/use-intent";
import { useListQuery } from "../components/use-list-query";
import { useLiveData } from "../components/use-live-data";
import { lastHeard } from "../connections/last-heard";
import { chosenChannel } from "../connections/views/chosen-channel";
import { answered, readIntent } from "../doors/page-action";
import { retryOrders } from "../orders/retry-many";
import { listOrders } from "../orders/views/order-page";
import { countOrderStates } from "../orders/views/order-counts";

/** What stands still comes first: on a phone only the first few are seen at once. */
const FILTERS = ["held", "waiting", "created", "cancelled"] as const;
const RETRIED = ["held", "waiting", "untold"] as const;
const query = z.object({
  state: z
    .enum([...FILTERS, "untold"])
    .nullable()
    .catch(null),
  q: z.string().max(200).catch(""),
  after: z.string().max(80).nullable().catch(null),
  before: z.string().max(80).nullable().catch(null),
});

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { id, name } = chosenChannel(services.channels, request);
  const { searchParams } = new URL(request.url);
  const { state, q, after, before } = query.parse(
    Object.fromEntries(["state", "q", "after", "before"].map((key) => [key, searchParams.get(key)])),
  );
  const [counts, heard, page] = await Promise.all([
    countOrderStates(services.db, shop),
    lastHeard(services.db, shop, id),
    listOrders(services.db, shop, { filter: state, search: q, after, before }),
  ]);
  return { channel: { id, name }, shop, counts, heard: heard !== null, page, state, search: q };
};

const intents = z.object({ intent: z.literal("retry_all"), filter: z.enum(RETRIED), q: z.string().max(200) });

export const action = async ({ request, context: { services } }: ActionFunctionArgs): Promise<IntentAnswer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { filter, q: search } = await readIntent(request, intents);
  return answered(async () => ({ ok: true, count: await retryOrders(services, shop, { filter, search }) }));
};

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function Orders() {
  const { t } = useTranslation();
  const { channel, shop, counts, heard, page, state, search } = useLoaderData<typeof loader>();
  const list = useListQuery();
  const hydrated = useHydrated();
  const retrying = useIntent({ toast: ({ count = 0 }) => t("orders.retried_many", { count }) });
  useLiveData(counts.waiting > 0 || page.rows.some((row) => row.telling), { watching: true });
  const total = FILTERS.reduce((sum, name) => sum + counts[name], 0);
  const tabs = [
    { state: "all", label: t("order.all"), count: total },
    ...FILTERS.map((name) => ({ state: name, label: t(`order.${name}`), count: counts[name] })),
    // Only where there are any: nothing of the kind happens in most shops.
    ...(counts.untold > 0 || state === "untold"
      ? [{ state: "untold", label: t("order.untold"), count: counts.untold }]
      : []),
  ];
  const retried = RETRIED.find((name) => name === state);
  if (total === 0) {
    return (
      <Page title={t("orders.title")} fullWidth>
        <Empty
          icon={OrderIcon}
          title={t("orders.empty_title", { channel: channel.name })}
          text={t(heard ? "orders.empty_text" : "orders.empty_unheard", { channel: channel.name })}
          {...(!heard && {
            action: { content: t("orders.empty_unheard_action"), url: `/app/channels/${channel.id}#outbound` },
          })}
        />
      </Page>
    );
  }
  return (
    <Page title={t("orders.title")} fullWidth>
      <Card padding="0">
        <ListFilters query={list} tabs={tabs} placeholder={t("orders.search")} disabled={!hydrated} />
        {retried && page.rows.length > 0 && (
          <RetryBar filter={retried} search={search} channel={channel.name} retrying={retrying} />
        )}
        {page.rows.length > 0 ? (
          <OrderTable page={page} shop={shop} channel={channel.name} onTurn={list.turn} />
        ) : (
          <Empty icon={SearchIcon} title={t("orders.none_title")} text={t("orders.none_text")} />
        )}
      </Card>
    </Page>
  );
}
