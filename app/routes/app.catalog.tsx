import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import { ProductIcon, SearchIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { setOffered } from "../catalog/exclude";
import { retryListing } from "../catalog/retry";
import { cancelSync, startSync } from "../catalog/sync-start";
import { viewLatestSync } from "../catalog/views/latest-sync";
import { LISTING_STATES, countListings } from "../catalog/views/listing-counts";
import { listListings } from "../catalog/views/listing-page";
import { ListingTable } from "../components/catalog/listing-table";
import { SyncLine } from "../components/catalog/sync-line";
import { Empty } from "../components/empty";
import { ListFilters } from "../components/list-filters";
import { SyncProgress } from "../components/sync-progress";
import { useHydrated } from "../components/use-hydrated";
import { type IntentAnswer, useIntent } from "../components/use-intent";
import { useListQuery } from "../components/use-list-query";
import { useLiveData } from "../components/use-live-data";
import { findConnection } from "../connections/connection";
import { isAlive } from "../connections/living";
import { chosenChannel } from "../connections/views/chosen-channel";
import { viewConnection } from "../connections/views/connection-view";
import { countOutbox } from "../delivery/views/waiting";
import { answered, doneOr, readIntent } from "../doors/page-action";

const cursor = z
  .string()
  .regex(/^\d{1,20}$/)
  .nullable()
  .catch(null);
const query = z.object({
  state: z.enum(LISTING_STATES).nullable().catch(null),
  q: z.string().max(200).catch(""),
  after: cursor,
  before: cursor,
});

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { db, clock } = services;
  const { id, name } = chosenChannel(services.channels, request);
  const channel = { id, name };
  const connection = await viewConnection(db, shop, id);
  if (!connection) return { channel, state: "draft", catalog: null };
  const { searchParams } = new URL(request.url);
  const { q: search, ...asked } = query.parse(
    Object.fromEntries(["state", "q", "after", "before"].map((key) => [key, searchParams.get(key)])),
  );
  const [counts, page, { waiting }] = await Promise.all([
    countListings(db, shop, connection.id),
    listListings(db, shop, { connectionId: connection.id, search, ...asked }),
    countOutbox(db, shop, connection.id),
  ]);
  const sync = await viewLatestSync(db, shop, connection.id, waiting, clock.now());
  return { channel, state: connection.state, catalog: { counts, page, waiting, sync } };
};

const ids = z
  .string()
  .transform((list) => list.split(","))
  .pipe(z.array(z.uuid()).min(1).max(250));
const products = z
  .string()
  .transform((list) => list.split(","))
  .pipe(
    z
      .array(z.string().regex(/^\d{1,20}$/))
      .min(1)
      .max(250),
  );
const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync") }),
  z.object({ intent: z.literal("cancel-sync"), runId: z.uuid() }),
  z.object({ intent: z.literal("retry"), ids }),
  z.object({ intent: z.enum(["exclude", "include"]), products }),
]);

export const action = async ({ request, context: { services } }: ActionFunctionArgs): Promise<IntentAnswer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { id } = chosenChannel(services.channels, request);
  const asked = await readIntent(request, intents);
  return answered(async () => {
    switch (asked.intent) {
      case "sync": {
        const connection = await findConnection(services.db, shop, id);
        if (connection?.state !== "active") return doneOr(false, "connection.not_connected");
        const run = { shop, connectionId: connection.id, kind: "reconcile" } as const;
        await services.db.$transaction((tx) => startSync(tx, run, services.clock.now()));
        return { ok: true };
      }
      case "cancel-sync":
        await services.db.$transaction((tx) => cancelSync(tx, shop, asked.runId));
        return { ok: true };
      case "exclude":
      case "include": {
        const connection = await findConnection(services.db, shop, id);
        if (!connection) return doneOr(false, "connection.not_connected");
        const scope = { shop, connectionId: connection.id };
        const count = await setOffered(services, scope, asked.products, asked.intent === "include");
        return { ok: true, count };
      }
      case "retry": {
        let count = 0;
        for (const listingId of asked.ids) if (await retryListing(services, shop, listingId)) count += 1;
        return { ok: true, count };
      }
    }
  });
};

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function Catalog() {
  const { t } = useTranslation();
  const { channel, state, catalog } = useLoaderData<typeof loader>();
  const list = useListQuery();
  const hydrated = useHydrated();
  const syncing = useIntent({ toast: () => t("sync.started") });
  const sync = catalog?.sync ?? null;
  const active = state === "active";
  const alive = isAlive(state);
  useLiveData(Boolean(sync?.running) || (active && (catalog?.waiting ?? 0) > 0));

  const total = LISTING_STATES.reduce((sum, name) => sum + (catalog?.counts[name] ?? 0), 0);
  const tabs = [
    { state: "all", label: t("listing.all"), count: total },
    ...LISTING_STATES.map((name) => ({
      state: name,
      // Without a connection nothing waits: "waiting" would promise that it is sent.
      label: t(`listing.${name === "pending" && !alive ? "unsent" : name}`, { channel: channel.name }),
      count: catalog?.counts[name] ?? 0,
    })),
  ];
  return (
    <Page
      title={t("catalog.title")}
      fullWidth
      secondaryActions={[{ content: t("preview.open"), url: "/app/catalog/preview" }]}
      {...(active && {
        primaryAction: {
          content: t("sync.now"),
          onAction: () => syncing.send("sync"),
          loading: syncing.busy,
          disabled: !hydrated || Boolean(sync?.running),
        },
      })}
    >
      <BlockStack gap="400">
        {!alive && total > 0 && <Unconnected channel={channel} />}
        {sync?.running && <SyncProgress sync={sync} channel={channel.name} />}
        {sync && <SyncLine sync={sync} />}
        {total === 0 ? (
          active ? (
            <Empty icon={ProductIcon} title={t("catalog.first_title")} text={t("catalog.first_text")} />
          ) : (
            <Empty
              icon={ProductIcon}
              title={t("catalog.empty_title")}
              text={t("catalog.empty_text", { channel: channel.name })}
              action={{
                content: t("catalog.empty_action", { channel: channel.name }),
                url: `/app/channels/${channel.id}`,
              }}
            />
          )
        ) : (
          <Card padding="0">
            <ListFilters query={list} tabs={tabs} placeholder={t("catalog.search")} disabled={!hydrated} />
            {catalog && catalog.page.rows.length > 0 ? (
              <ListingTable page={catalog.page} channel={channel.name} alive={alive} onTurn={list.turn} />
            ) : (
              <Empty icon={SearchIcon} title={t("catalog.none_title")} text={t("catalog.none_text")} />
            )}
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

function Unconnected({ channel }: { channel: { id: string; name: string } }) {
  const { t } = useTranslation();
  return (
    <Banner
      tone="warning"
      title={t("catalog.unconnected_title")}
      action={{
        content: t("catalog.unconnected_action", { channel: channel.name }),
        url: `/app/channels/${channel.id}`,
      }}
    >
      <p>{t("catalog.unconnected_text", { channel: channel.name })}</p>
    </Banner>
  );
}
