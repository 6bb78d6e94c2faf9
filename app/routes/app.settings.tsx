import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Page } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { viewOfferedNow } from "../catalog/views/offered-now";
import { type Channel, namesStatuses } from "../channels/channel";
import { SaveBar } from "../components/settings/save-bar";
import { SettingsForm } from "../components/settings/settings-form";
import { useApplying } from "../components/settings/use-applying";
import { type IntentAnswer, useIntent } from "../components/use-intent";
import { useLiveData } from "../components/use-live-data";
import { ensureConnection } from "../connections/connection";
import { givenSettings, settingsForm } from "../connections/given-settings";
import { isAlive } from "../connections/living";
import { saveSettings } from "../connections/save-settings";
import { chosenChannel } from "../connections/views/chosen-channel";
import { viewConnection } from "../connections/views/connection-view";
import { listLocations } from "../connections/views/locations";
import { viewSettings } from "../connections/views/settings-view";
import { answered, readIntent } from "../doors/page-action";

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { db, channels } = services;
  const channel = chosenChannel(channels, request);
  const { id, name } = channel;
  const [connection, view, locations] = await Promise.all([
    viewConnection(db, shop, id),
    viewSettings(db, shop, id, wordsOf(channel)),
    listLocations(db, shop),
  ]);
  const state = connection?.state ?? "draft";
  const offered = connection && isAlive(state) ? await viewOfferedNow(db, shop, connection.id) : null;
  return { channel: { id, name }, state, view, locations, offered };
};

const intents = z.object({
  intent: z.literal("save"),
  settings: z
    .string()
    .max(100_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("no JSON");
        return z.NEVER;
      }
    })
    .pipe(settingsForm),
});

export const action = async ({ request, context: { services } }: ActionFunctionArgs): Promise<IntentAnswer> => {
  const { shop } = await services.shopify.requireAdmin(request);
  const channel = chosenChannel(services.channels, request);
  const { id } = channel;
  const { settings } = await readIntent(request, intents);
  return answered(async () => {
    // Shopify takes a comma for the end of a tag.
    if (settings.orderTag.includes(",")) return invalid(["orderTag"]);
    await ensureConnection(services.db, shop, id, services.clock.now());
    const { currency } = await viewSettings(services.db, shop, id);
    const saved = await saveSettings(services, shop, id, givenSettings(settings, currency, wordsOf(channel)));
    return saved.ok ? { ok: true } : invalid(saved.fields);
  });
};

const wordsOf = (channel: Channel) => (namesStatuses(channel) ? channel.defaultStatusWords : {});

/** Names of the settings, as one word. */
function invalid(fields: readonly string[]): IntentAnswer {
  return { ok: false, code: "settings.invalid", params: {}, field: fields.join(" ") || null };
}

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function Settings() {
  const { t } = useTranslation();
  const { channel, state, view, locations, offered } = useLoaderData<typeof loader>();
  const { settings } = view;
  const [draft, setDraft] = useState<typeof settings | null>(null);
  const rules = useApplying(offered?.moving ?? false);
  const rulesSent = useRef(false);
  const onDone = () => {
    if (rulesSent.current) rules.begin();
    setDraft(null);
  };
  const { send, busy, fault } = useIntent({ toast: () => t("common.saved"), onDone });
  const values = draft ?? settings;
  const dirty = draft !== null && JSON.stringify(draft) !== JSON.stringify(settings);
  useLiveData(offered !== null && rules.applying);
  return (
    <Page title={t("settings.title")}>
      <SaveBar
        dirty={dirty}
        saving={busy}
        onSave={() => {
          rulesSent.current = JSON.stringify(values.selection) !== JSON.stringify(settings.selection);
          send("save", { settings: JSON.stringify(values) });
        }}
        onDiscard={() => setDraft(null)}
      />
      <BlockStack gap="400">
        {["draft", "disconnected"].includes(state) && (
          <Banner tone="info">
            <p>{t("settings.not_connected", { channel: channel.name })}</p>
          </Banner>
        )}
        <SettingsForm
          channel={channel.name}
          view={view}
          offered={offered && { ...offered, moving: rules.applying }}
          locations={locations}
          values={values}
          faults={fault?.field?.split(" ") ?? []}
          onChange={setDraft}
        />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
