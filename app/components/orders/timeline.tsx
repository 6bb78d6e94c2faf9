import { Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { type Translation, lookUp, problemText } from "../../i18n/sentences";
import { useFormats } from "../../i18n/use-formats";
import type { TimelineEntry } from "../../orders/views/order-detail";
import { SupportId } from "../support-id";

interface TimelineProps {
  /** The channel's number of the order. */
  order: string;
  entries: readonly TimelineEntry[];
  channel: string;
  /** It waits for the merchant: its last line says what to do. */
  held: boolean;
}

/** What happened to an order, oldest first, each line with its moment in the shop's time. */
export function Timeline({ entries, order, channel, held }: TimelineProps) {
  const translation = useTranslation();
  const { t } = translation;
  const formats = useFormats();
  const waiting = held ? entries.findLast(({ kind }) => kind === "held") : undefined;
  return (
    <Card>
      <Text as="h2" variant="headingMd">
        {t("orders.timeline")}
      </Text>
      {entries.length === 0 && <Text as="p">{t("orders.timeline_empty")}</Text>}
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={entry.id} className={TROUBLE.has(entry.kind) ? "timeline-trouble" : ""}>
            <Text as="p" breakWord>
              {sentence(translation, entry, { channel, order })}
            </Text>
            {entry === waiting && (
              <Text as="p" tone="subdued">
                {whatToDo(translation, entry, { channel, order })}
              </Text>
            )}
            <Text as="p" variant="bodySm" tone="subdued">
              <time dateTime={entry.at} suppressHydrationWarning>
                {formats.dateTime(entry.at)}
              </time>
            </Text>
            {typeof entry.detail.requestId === "string" && (
              <SupportId label={t(askedOf(entry), { channel })} id={entry.detail.requestId} />
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

const TROUBLE = new Set(["held", "uncertain", "postponed", "conflict", "cancel_refused", "status_refused"]);

/** Whose support knows the request: statuses go to the channel, everything else is asked of Shopify. */
function askedOf({ kind }: TimelineEntry) {
  return kind.startsWith("status_") ? "orders.request_channel" : "orders.request_shopify";
}

/** What the sentences of every line may name. */
type Names = { channel: string; order: string };

function whatToDo(translation: Translation, { detail }: TimelineEntry, names: Names): string {
  return problemText(translation, { code: String(detail.code), params: { ...names, ...detail } }).fix;
}

function sentence(translation: Translation, { kind, detail }: TimelineEntry, names: Names): string {
  const words: Record<string, string | number> = { ...names, ...detail };
  if (typeof detail.code === "string") {
    words.reason = problemText(translation, { code: detail.code, params: { ...names, ...detail } }).title;
  }
  if (typeof detail.status === "string") {
    words.status = lookUp(translation, `order.status.${detail.status}`) ?? detail.status;
  }
  if (kind === "status_refused" && detail.message) return translation.t("timeline.status_refused_words", words);
  if (kind === "uncertain" && detail.why === "not_found") return translation.t("timeline.uncertain_not_found");
  const again = kind === "creating" && detail.attempt !== undefined && Number(detail.attempt) > 1;
  if (kind === "repeated" && Number(detail.count) > 1) {
    return translation.t("timeline.repeated_often", { ...names, times: Number(detail.count) });
  }
  if (kind === "resolved") return lookUp(translation, `timeline.resolved_${detail.how}`, words) ?? "";
  const key = again ? "timeline.creating_again" : `timeline.${kind}`;
  return lookUp(translation, key, words) ?? translation.t("timeline.other", { kind });
}
