import { BlockStack, Button, Card, Divider, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";
import type { ChannelFacts } from "./channel-facts";

interface ManageCardProps {
  channel: ChannelFacts;
  state: string;
  pausing: Intent;
  disconnecting: Intent;
}

/** Pause, resume, disconnect; the last one only after plain words about what it does. */
export function ManageCard({ channel, state, pausing, disconnecting }: ManageCardProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const [asking, setAsking] = useState(false);
  const name = channel.name;
  const paused = state === "paused";
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {t("channel.manage_title")}
        </Text>
        {state !== "blocked" && (
          <>
            <Text as="p" tone="subdued">
              {paused ? t("channel.subtitle.paused") : t("channel.pause_text")}
            </Text>
            <Button
              onClick={() => pausing.send(paused ? "resume" : "pause")}
              loading={pausing.busy}
              disabled={!hydrated}
              {...(paused && { variant: "primary" as const })}
            >
              {t(paused ? "channel.resume" : "channel.pause")}
            </Button>
            <div className="wide">
              <Divider />
            </div>
          </>
        )}
        <Text as="p" tone="subdued">
          {t("channel.disconnect_text")}
        </Text>
        <Button tone="critical" onClick={() => setAsking(true)} disabled={!hydrated}>
          {t("channel.disconnect")}
        </Button>
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t("channel.disconnect_title", { channel: name })}
        primaryAction={{
          content: t("channel.disconnect"),
          destructive: true,
          loading: disconnecting.busy,
          onAction: () => disconnecting.send("disconnect"),
        }}
        secondaryActions={[{ content: t("common.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t("channel.disconnect_body", { channel: name })}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}
