import {
  Banner,
  BlockStack,
  Button,
  Card,
  Collapsible,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText } from "../../i18n/sentences";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";
import { type ChannelFacts, fieldText } from "./channel-facts";
import { SecretField } from "./secret-field";

/** Two values to paste and one button; the channel is asked at once, and what it says stands beside the field. */
export function ConnectCard({ channel, connecting }: { channel: ChannelFacts; connecting: Intent }) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const [values, setValues] = useState<Record<string, string>>({});
  const [advanced, setAdvanced] = useState(false);
  const name = channel.name;
  const { send, busy, fault } = connecting;

  // What was typed before React came is in the fields, and nowhere else.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const typed = [...new FormData(form.current ?? undefined)].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
    );
    setValues((known) => ({ ...Object.fromEntries(typed), ...known }));
  }, []);

  const set = (field: string) => (value: string) => setValues({ ...values, [field]: value });
  const say = (code: string) => problemText(translation, { code, params: fault?.params ?? {} }, { connecting: true });
  const words = fault ? say(fault.code) : null;
  const errorOf = (field: string) => {
    const code = fault?.field === field ? fault.code : fault?.others?.find((other) => other.field === field)?.code;
    if (!code) return null;
    const { title, fix } = say(code);
    return `${title}. ${fix}`;
  };
  return (
    <Card>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          send("connect", values);
        }}
      >
        <BlockStack gap="400">
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("channel.connect_title", { channel: name })}
            </Text>
            <Text as="p" tone="subdued">
              {t("channel.connect_text", { channel: name })}
            </Text>
          </BlockStack>
          {words && !fault?.field && (
            <Banner tone="critical" title={words.title}>
              <p>
                {words.why} {words.fix}
              </p>
            </Banner>
          )}
          <FormLayout>
            {channel.fields.map((field) => (
              <SecretField
                key={field}
                {...fieldText(translation, channel.id, field)}
                name={field}
                value={values[field] ?? ""}
                error={errorOf(field)}
                disabled={busy}
                onChange={set(field)}
              />
            ))}
          </FormLayout>
          <BlockStack gap="200" inlineAlign="start">
            <Button
              variant="plain"
              disclosure={advanced ? "up" : "down"}
              onClick={() => setAdvanced(!advanced)}
              ariaControls="advanced"
              ariaExpanded={advanced}
            >
              {t("channel.advanced", { channel: name })}
            </Button>
            <div className="wide">
              <Collapsible id="advanced" open={advanced || errorOf("baseUrl") !== null}>
                <TextField
                  label={t("channel.base_url")}
                  type="url"
                  name="baseUrl"
                  autoComplete="off"
                  value={values.baseUrl ?? ""}
                  onChange={set("baseUrl")}
                  helpText={t("channel.base_url_help", { channel: name })}
                  error={errorOf("baseUrl") ?? false}
                />
              </Collapsible>
            </div>
          </BlockStack>
          <InlineStack gap="300" blockAlign="center">
            <Button submit variant="primary" disabled={!hydrated} loading={busy}>
              {t("channel.connect")}
            </Button>
            <Text as="p" tone="subdued" variant="bodySm">
              <span aria-live="polite">{busy ? t("channel.checking", { channel: name }) : t("channel.safe")}</span>
            </Text>
          </InlineStack>
        </BlockStack>
      </form>
    </Card>
  );
}
