import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { ViewIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { startSync } from "../catalog/sync-start";
import { viewLatestPreview } from "../catalog/views/latest-preview";
import { PreviewCard } from "../components/catalog/preview-card";
import { PreviewSamples } from "../components/catalog/preview-samples";
import { Empty } from "../components/empty";
import { SyncProgress } from "../components/sync-progress";
import { useHydrated } from "../components/use-hydrated";
import { type IntentAnswer, useIntent } from "../components/use-intent";
import { useLiveData } from "../components/use-live-data";
import { ensureConnection } from "../connections/connection";
import { chosenChannel } from "../connections/views/chosen-channel";
import { answered, readIntent } from "../doors/page-action";

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { db, clock, channels } = services;
  const { id, name } = chosenChannel(channels, request);
  const connection = await ensureConnection(db, shop, id, clock.now());
  return { channel: { id, name }, preview: await viewLatestPreview(db, shop, connection.id, clock.now()) };
};

const intents = z.object({ intent: z.literal("preview") });

export const action = async ({ request, context: { services } }: ActionFunctionArgs): Promise<IntentAnswer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { db, clock, channels } = services;
  await readIntent(request, intents);
  return answered(async () => {
    const { id: connectionId } = await ensureConnection(db, shop, chosenChannel(channels, request).id, clock.now());
    await db.$transaction((tx) => startSync(tx, { shop, connectionId, kind: "preview" }, clock.now()));
    return { ok: true };
  });
};

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function Preview() {
  const { t } = useTranslation();
  const { channel, preview } = useLoaderData<typeof loader>();
  const hydrated = useHydrated();
  const { send, busy } = useIntent({ toast: () => t("preview.started") });
  const running = preview?.run.running ?? false;
  useLiveData(running);
  return (
    <Page
      title={t("preview.title")}
      subtitle={t("preview.subtitle", { channel: channel.name })}
      backAction={{ content: t("catalog.title"), url: "/app/catalog" }}
      primaryAction={{
        content: t("preview.now"),
        onAction: () => send("preview"),
        loading: busy,
        disabled: !hydrated || running,
      }}
    >
      <BlockStack gap="400">
        {preview && running && <SyncProgress sync={preview.run} channel={channel.name} />}
        {preview?.finding ? (
          <>
            {preview.outdated && (
              <Banner tone="info" title={t("preview.outdated_title")}>
                <p>{t("preview.outdated_text")}</p>
              </Banner>
            )}
            <PreviewCard finding={preview.finding} finishedAt={preview.run.finishedAt} channel={channel.name} />
            <PreviewSamples finding={preview.finding} channel={channel.name} />
          </>
        ) : (
          !running && <Empty icon={ViewIcon} title={t("preview.empty_title")} text={t("preview.empty_text")} />
        )}
      </BlockStack>
    </Page>
  );
}
