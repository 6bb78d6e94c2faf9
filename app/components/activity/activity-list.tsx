import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { ActivityLine } from "../../connections/views/activity-page";
import { type Translation, lookUp, problemText } from "../../i18n/sentences";
import type { Formats } from "../../i18n/format";
import { useFormats } from "../../i18n/use-formats";

export type NamedActivity = ActivityLine & { channel: string };

/** Activity by day of the shop's time zone, a sentence each. */
export function ActivityList({ entries, now }: { entries: readonly NamedActivity[]; now: string }) {
  const translation = useTranslation();
  const formats = useFormats();
  return (
    <BlockStack gap="400">
      {byDay(entries, formats).map(([day, lines]) => (
        <Card key={day}>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              <span suppressHydrationWarning>{dayName(translation, formats, lines[0]?.at ?? now, now)}</span>
            </Text>
            <ul className="lines">
              {lines.map((line) => (
                <li key={line.id}>
                  <time dateTime={line.at} className="figures" suppressHydrationWarning>
                    {formats.time(line.at)}
                  </time>
                  <span>{sentence(translation, formats, line)}</span>
                </li>
              ))}
            </ul>
          </BlockStack>
        </Card>
      ))}
    </BlockStack>
  );
}

function byDay(entries: readonly NamedActivity[], formats: Formats): [string, NamedActivity[]][] {
  const days = new Map<string, NamedActivity[]>();
  for (const entry of entries) {
    const key = formats.dayKey(entry.at);
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return [...days];
}

function dayName({ t }: Translation, formats: Formats, at: string, now: string): string {
  const yesterday = new Date(Date.parse(now) - 24 * 3_600_000).toISOString();
  if (formats.dayKey(at) === formats.dayKey(now)) return t("activity_page.today");
  if (formats.dayKey(at) === formats.dayKey(yesterday)) return t("activity_page.yesterday");
  return formats.day(at);
}

function sentence(translation: Translation, formats: Formats, { kind, params, channel }: NamedActivity): string {
  const words: Record<string, string | number> = { channel };
  for (const [key, value] of Object.entries(params)) {
    // A count chooses the plural and must stay a number; other numbers are written as the language writes them.
    words[key] = typeof value === "number" && key !== "count" ? formats.number(value) : value;
  }
  if (typeof params.code === "string") {
    words.reason = problemText(translation, { code: params.code, params: words }).title;
  }
  if (typeof params.status === "string") {
    words.status = lookUp(translation, `order.status.${params.status}`) ?? params.status;
  }
  return lookUp(translation, `activity.${kind}`, words) ?? kind;
}
