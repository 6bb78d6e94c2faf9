import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { viewLatestSync } from "../catalog/views/latest-sync";
import type { Channel } from "../channels/channel";
import { ConnectionBadge } from "../components/badges";
import { BlockedBanner } from "../components/channel/blocked-banner";
import { ConnectCard } from "../components/channel/connect-card";
import { CredentialsCard } from "../components/channel/credentials-card";
import { HealthCard } from "../components/channel/health-card";
import { ManageCard } from "../components/channel/manage-card";
import { OutboundCard } from "../components/channel/outbound-card";
import { SyncProgress } from "../components/sync-progress";
import { type IntentAnswer, useIntent } from "../components/use-intent";
import { useLiveData } from "../components/use-live-data";
import { ensureConnection } from "../connections/connection";
import { connect } from "../connections/connect";
import { disconnect, pause, resume } from "../connections/lifecycle";
import { isAlive } from "../connections/living";
import { recheck, replaceCredential } from "../connections/replace-credential";
import { viewConnection } from "../connections/views/connection-view";
import { countOutbox } from "../delivery/views/waiting";
import { answered, doneOr, readIntent } from "../doors/page-action";
import { lookUp } from "../i18n/sentences";
import type { Services } from "../services";

export const loader = async ({ request, params, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const channel = channelOf(services, params.channel);
  const { db, clock, env } = services;
  const now = clock.now();
  // The outbound URL can be handed over before anything is connected.
  const { id } = await ensureConnection(db, shop, channel.id, now);
  const [connection, outbox] = await Promise.all([viewConnection(db, shop, channel.id), countOutbox(db, shop, id)]);
  if (!connection) throw new Response(null, { status: 404 });
  const sync = await viewLatestSync(db, shop, id, outbox.waiting, now);
  const fields = channel.credentialFields.map(({ name }) => name);
  const outboundUrl = `${env.SHOPIFY_APP_URL}${connection.outboundPath}`;
  return { channel: { id: channel.id, name: channel.name, fields }, connection, outbox, sync, outboundUrl };
};

const pasted = z.string().max(4096);
const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("connect"), baseUrl: pasted.optional() }).catchall(pasted),
  z.object({ intent: z.literal("replace"), field: z.string(), value: pasted }),
  z.object({ intent: z.enum(["recheck", "pause", "resume", "disconnect"]) }),
]);

export const action = async ({ request, params, context: { services } }: ActionFunctionArgs): Promise<IntentAnswer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { id, credentialFields } = channelOf(services, params.channel);
  const asked = await readIntent(request, intents);
  return answered(async () => {
    switch (asked.intent) {
      case "connect": {
        const credentials = Object.fromEntries(credentialFields.map(({ name }) => [name, String(asked[name] ?? "")]));
        return connect(services, services.channels, shop, id, { credentials, baseUrl: asked.baseUrl });
      }
      case "replace":
        if (!asked.value.trim()) {
          return { ok: false, code: "connection.credential_missing", field: asked.field, params: {} };
        }
        return replaceCredential(services, services.channels, shop, id, { [asked.field]: asked.value });
      case "recheck":
        return recheck(services, services.channels, shop, id);
      case "pause":
        return doneOr(await pause(services, shop, id), "connection.changed_meanwhile");
      case "resume":
        return doneOr(await resume(services, shop, id), "connection.changed_meanwhile");
      case "disconnect":
        return doneOr(await disconnect(services, shop, id), "connection.changed_meanwhile");
    }
  });
};

function channelOf(services: Services, id: string | undefined): Channel {
  const channel = services.channels.get(id ?? "");
  if (!channel) throw new Response(null, { status: 404 });
  return channel;
}

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function ChannelPage() {
  const translation = useTranslation();
  const { channel, connection, outbox, sync, outboundUrl } = useLoaderData<typeof loader>();
  const { state } = connection;
  const alive = isAlive(state);
  useLiveData(Boolean(sync?.running) || (state === "active" && (!sync || outbox.waiting > 0)));
  const say = (key: "connected" | "paused" | "resumed" | "disconnected") => () =>
    translation.t(`channel.${key}`, { channel: channel.name });
  const connecting = useIntent({ toast: say("connected") });
  const rechecking = useIntent({ toast: say("resumed") });
  const pausing = useIntent({ toast: say(state === "paused" ? "paused" : "resumed") });
  const disconnecting = useIntent({ toast: say("disconnected") });
  const said = state === "active" && connection.lastHeardAt === null ? "unheard" : state;
  const subtitle = lookUp(translation, `channel.subtitle.${said}`, { channel: channel.name });
  return (
    <Page
      title={channel.name}
      titleMetadata={<ConnectionBadge state={state} />}
      {...(subtitle && { subtitle })}
      backAction={{ url: "/app", content: translation.t("nav.overview") }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {connection.blocked && state === "blocked" && (
              <BlockedBanner channel={channel} reason={connection.blocked} rechecking={rechecking} />
            )}
            {!alive && <ConnectCard channel={channel} connecting={connecting} />}
            {sync?.running && <SyncProgress sync={sync} channel={channel.name} />}
            <OutboundCard channel={channel.name} url={outboundUrl} />
            {alive && <CredentialsCard channel={channel} hints={connection.hints} />}
          </BlockStack>
        </Layout.Section>
        {alive && (
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <HealthCard channel={channel.name} connection={connection} outbox={outbox} />
              <ManageCard channel={channel} state={state} pausing={pausing} disconnecting={disconnecting} />
            </BlockStack>
          </Layout.Section>
        )}
      </Layout>
    </Page>
  );
}
