import { BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText } from "../../i18n/sentences";
import { useHydrated } from "../use-hydrated";
import { useIntent } from "../use-intent";
import { type ChannelFacts, fieldText } from "./channel-facts";
import { SecretField } from "./secret-field";

/** What is stored, by its last four characters, and the way to replace each value on its own. */
export function CredentialsCard({ channel, hints }: { channel: ChannelFacts; hints: Record<string, string> }) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const [replacing, setReplacing] = useState<string | null>(null);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("channel.credentials_title")}
        </Text>
        {channel.fields.map((field) => {
          const { label } = fieldText(translation, channel.id, field);
          return (
            <InlineStack key={field} align="space-between" blockAlign="center" gap="200">
              <BlockStack>
                <Text as="span" variant="headingSm">
                  {label}
                </Text>
                <Text as="span" tone="subdued">
                  {hints[field] ? t("channel.ends_with", { hint: hints[field] }) : t("channel.stored")}
                </Text>
              </BlockStack>
              <Button
                onClick={() => setReplacing(field)}
                disabled={!hydrated}
                accessibilityLabel={`${t("channel.replace")}: ${label}`}
              >
                {t("channel.replace")}
              </Button>
            </InlineStack>
          );
        })}
        <Text as="p" tone="subdued" variant="bodySm">
          {t("channel.safe")}
        </Text>
      </BlockStack>
      {replacing && <ReplaceModal channel={channel} field={replacing} onClose={() => setReplacing(null)} />}
    </Card>
  );
}

function ReplaceModal({ channel, field, onClose }: { channel: ChannelFacts; field: string; onClose: () => void }) {
  const translation = useTranslation();
  const { t } = translation;
  const [value, setValue] = useState("");
  const { send, busy, fault } = useIntent({ toast: () => t("channel.replaced"), onDone: onClose });
  const { label, help } = fieldText(translation, channel.id, field);
  const words = fault ? problemText(translation, fault) : null;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("channel.replace_title", { field: label })}
      primaryAction={{
        content: t("channel.replace_submit"),
        onAction: () => send("replace", { field, value }),
        loading: busy,
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose, disabled: busy }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t("channel.replace_text", { channel: channel.name })}</Text>
          <SecretField
            label={label}
            name={field}
            help={help}
            value={value}
            error={words && `${words.title}. ${words.fix}`}
            disabled={busy}
            onChange={setValue}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
