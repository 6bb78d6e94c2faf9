import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { countListings } from "../catalog/views/listing-counts";
import { groupListingReasons } from "../catalog/views/listing-reasons";
import { viewLatestSync } from "../catalog/views/latest-sync";
import { viewOfferedNow } from "../catalog/views/offered-now";
import { ConnectionBadge } from "../components/badges";
import { Figures } from "../components/overview/figures";
import { LatestOrders } from "../components/overview/latest-orders";
import { ProblemList } from "../components/overview/problem-list";
import { RuledOutBanner } from "../components/overview/ruled-out-banner";
import { SetupGuide } from "../components/overview/setup-guide";
import { SyncProgress } from "../components/sync-progress";
import { useHydrated } from "../components/use-hydrated";
import { type Intent, useIntent } from "../components/use-intent";
import { useLiveData } from "../components/use-live-data";
import { isAlive } from "../connections/living";
import { chosenChannel } from "../connections/views/chosen-channel";
import { viewConnection } from "../connections/views/connection-view";
import { listOpenProblems } from "../connections/views/open-problems";
import { countOutbox } from "../delivery/views/waiting";
import { countOrders } from "../orders/views/order-counts";
import { listOrders } from "../orders/views/order-page";

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { db, clock } = services;
  const now = clock.now();
  const { id, name } = chosenChannel(services.channels, request);
  const connection = await viewConnection(db, shop, id);
  const [catalog, problems, orders, latest] = await Promise.all([
    connection ? catalogOf(connection.id) : null,
    listOpenProblems(db, shop),
    countOrders(db, shop, now),
    listOrders(db, shop, { filter: null, search: "", after: null, before: null, size: 5 }),
  ]);
  return { channel: { id, name }, connection, catalog, problems, orders, latest: latest.rows };

  async function catalogOf(connectionId: string) {
    const [counts, reasons, { waiting }, { ruledOut }] = await Promise.all([
      countListings(db, shop, connectionId),
      groupListingReasons(db, shop, connectionId),
      countOutbox(db, shop, connectionId),
      viewOfferedNow(db, shop, connectionId),
    ]);
    return { counts, reasons, waiting, ruledOut, sync: await viewLatestSync(db, shop, connectionId, waiting, now) };
  }
};

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function Overview() {
  const { t } = useTranslation();
  const { channel, connection, catalog, problems, orders, latest } = useLoaderData<typeof loader>();
  const state = connection?.state ?? "draft";
  const alive = isAlive(state);
  const sync = catalog?.sync ?? null;
  const waiting = catalog?.waiting ?? 0;
  useLiveData(Boolean(sync?.running) || (state === "active" && (!sync || waiting > 0)), { watching: true });

  const resume = useIntent({
    action: `/app/channels/${channel.id}`,
    toast: () => t("channel.resumed", { channel: channel.name }),
  });

  const counts = catalog?.counts;
  const faulty = (counts?.failed ?? 0) + (counts?.skipped ?? 0);
  const attentionTo =
    faulty === 0 ? "/app/orders?state=held" : `/app/catalog?state=${counts?.failed ? "failed" : "skipped"}`;
  const everSynced = sync !== null && !(sync.kind === "first" && sync.running);
  // Until the channel has called, nobody knows whether the outbound URL was registered: no order may be promised.
  const heard = connection !== null && connection.lastHeardAt !== null;
  return (
    <Page
      title={t("overview.title")}
      titleMetadata={<ConnectionBadge state={state} />}
      {...(state === "active" && {
        subtitle: t(heard ? "overview.subtitle_active" : "overview.subtitle_unheard", { channel: channel.name }),
      })}
    >
      <BlockStack gap="400">
        <ProblemList problems={[...problems, ...(catalog?.reasons ?? [])]} channel={channel} />
        {catalog?.ruledOut && <RuledOutBanner channel={channel.name} />}
        {state === "paused" && <PausedBanner channel={channel} resume={resume} />}
        {sync?.running && <SyncProgress sync={sync} channel={channel.name} />}
        {(!alive || !everSynced || !heard) && (
          <SetupGuide
            channelId={channel.id}
            channel={channel.name}
            connected={alive}
            heard={heard}
            synced={everSynced}
          />
        )}
        {alive && (
          <>
            <Figures
              channel={channel.name}
              stopped={state !== "active"}
              onChannel={counts?.synced ?? 0}
              total={(counts?.synced ?? 0) + (counts?.pending ?? 0) + faulty}
              waiting={waiting}
              attention={faulty + orders.held}
              attentionTo={attentionTo}
              ordersWeek={orders.week}
              lastOrderAt={orders.lastAt}
            />
            <LatestOrders orders={latest} channel={channel.name} heard={heard} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

function PausedBanner({ channel, resume }: { channel: { name: string }; resume: Intent }) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  return (
    <Banner
      tone="warning"
      title={t("overview.paused_title", { channel: channel.name })}
      action={{
        content: t("overview.resume"),
        onAction: () => resume.send("resume"),
        loading: resume.busy,
        disabled: !hydrated,
      }}
    >
      <p>{t("overview.paused_text", { channel: channel.name })}</p>
    </Banner>
  );
}
