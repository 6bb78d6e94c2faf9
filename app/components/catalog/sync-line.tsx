import { Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SyncView } from "../../catalog/views/latest-sync";
import { problemText } from "../../i18n/sentences";
import type { Formats } from "../../i18n/format";
import { useFormats } from "../../i18n/use-formats";

/** How the last full check ended, in one line. */
export function SyncLine({ sync }: { sync: SyncView }) {
  const translation = useTranslation();
  const { t } = translation;
  const formats = useFormats();
  if (sync.running || !sync.finishedAt) return null;
  const when = formats.when(sync.finishedAt);
  const counts = { seen: formats.number(sync.seen), changed: formats.number(sync.changed) };
  const failed = sync.state === "failed";
  const why = failed && sync.reason ? ` ${problemText(translation, sync.reason).why}` : "";
  const sentence = failed
    ? `${t("sync.last_failed", { when })}${why}`
    : sync.state === "cancelled"
      ? t("sync.last_cancelled", { when })
      : sync.kind === "reconcile" && sync.changed + sync.retired > 0
        ? t("sync.last_reconciled", { when, ...repairs(sync, formats) })
        : t("sync.last_finished", { when, ...counts });
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone={failed ? "critical" : "subdued"}>
        <span suppressHydrationWarning>{sentence}</span>
      </Text>
    </Box>
  );
}

function repairs({ seen, changed, retired, missing, price, stock, content }: SyncView, formats: Formats) {
  const figures = { seen, repaired: changed + retired, missing, price, stock, content, retired };
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, formats.number(figure)]));
}
