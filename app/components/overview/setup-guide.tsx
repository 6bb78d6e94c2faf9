import { BlockStack, Box, Button, Card, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

export interface SetupGuideProps {
  channelId: string;
  channel: string;
  connected: boolean;
  /** The channel has called the outbound URL. */
  heard: boolean;
  /** The first sync is through. */
  synced: boolean;
}

/** Three steps to the first sale; the first open one is spread out. */
export function SetupGuide({ channelId, channel, connected, heard, synced }: SetupGuideProps) {
  const { t } = useTranslation();
  const page = `/app/channels/${channelId}`;
  const steps = [
    { key: "connect", done: connected, url: page },
    { key: "catalog", done: synced, url: "/app/catalog" },
    { key: "outbound", done: heard, url: `${page}#outbound` },
  ] as const;
  const done = steps.filter((step) => step.done).length;
  const current = steps.find((step) => !step.done)?.key;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingLg">
            {t("setup.title", { channel })}
          </Text>
          <Text as="p" tone="subdued">
            {t("setup.intro")}
          </Text>
          <InlineStack gap="300" blockAlign="center" wrap={false}>
            <Box minWidth="max-content">
              <Text as="span" variant="bodySm" tone="subdued" id="setup-progress">
                {t("setup.progress", { done, total: steps.length })}
              </Text>
            </Box>
            <ProgressBar
              progress={Math.round((done / steps.length) * 100)}
              size="small"
              tone="success"
              ariaLabelledBy="setup-progress"
            />
          </InlineStack>
        </BlockStack>
        <ol className="steps">
          {steps.map(({ key, done: isDone, url }, index) => (
            <li key={key} className="step" aria-current={key === current ? "step" : undefined}>
              <span className={isDone ? "step-mark step-mark-done" : "step-mark"}>
                {isDone ? <Icon source={CheckIcon} accessibilityLabel={t("setup.step_done")} /> : index + 1}
              </span>
              <BlockStack gap="200" inlineAlign="start">
                <Text as="h3" variant={key === current ? "headingSm" : "bodyMd"}>
                  {t(`setup.${key}_title`, { channel })}
                </Text>
                {key === current && (
                  <>
                    <Text as="p" tone="subdued">
                      {t(`setup.${key}_text`, { channel })}
                    </Text>
                    <Button url={url} variant="primary">
                      {t(`setup.${key}_action`, { channel })}
                    </Button>
                  </>
                )}
              </BlockStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
