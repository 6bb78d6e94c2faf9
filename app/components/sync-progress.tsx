import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SyncView } from "../catalog/views/latest-sync";
import { lookUp } from "../i18n/sentences";
import { useFormats } from "../i18n/use-formats";
import { useHydrated } from "./use-hydrated";
import { useIntent } from "./use-intent";

/** A running sync: what it does, how far it is and how fast, and the way to stop it. */
export function SyncProgress({ sync, channel }: { sync: SyncView; channel: string }) {
  const translation = useTranslation();
  const { t } = translation;
  const formats = useFormats();
  const hydrated = useHydrated();
  const words = sync.kind === "preview" ? "preview" : "sync";
  const cancel = useIntent({ action: "/app/catalog", toast: () => t(`${words}.cancelled`) });
  const known = sync.total !== null && sync.total > 0;
  const phase = lookUp(translation, `sync.${sync.cancelling ? "cancelling" : sync.state}`, { channel }) ?? sync.state;
  const done = formats.number(sync.done);
  const timeLeft = (seconds: number) =>
    seconds < 60 ? t("sync.soon") : t("sync.left", { minutes: formats.number(Math.round(seconds / 60)) });
  const figures = [
    known ? t("sync.progress", { done, total: formats.number(sync.total ?? 0) }) : t("sync.counting", { done }),
    sync.perSecond ? t("sync.rate", { rate: formats.number(sync.perSecond) }) : null,
    sync.secondsLeft ? timeLeft(sync.secondsLeft) : null,
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="h2" variant="headingMd" id="sync-progress">
            {`${lookUp(translation, `sync.title_${sync.kind}`) ?? t("sync.title_manual")}: ${phase}`}
          </Text>
          <Button
            onClick={() => cancel.send("cancel-sync", { runId: sync.id })}
            disabled={!hydrated || sync.cancelling}
            loading={cancel.busy}
          >
            {t(`${words}.cancel`)}
          </Button>
        </InlineStack>
        <ProgressBar
          progress={known ? (sync.done / (sync.total ?? 1)) * 100 : 3}
          size="small"
          ariaLabelledBy="sync-progress"
        />
        <Text as="p" tone="subdued">
          {sync.done > 0 || known ? figures.filter(Boolean).join(" · ") : " "}
        </Text>
      </BlockStack>
    </Card>
  );
}
