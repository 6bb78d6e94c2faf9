import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { ProblemEntry } from "../../connections/views/open-problems";
import { problemText } from "../../i18n/sentences";
import { useFormats } from "../../i18n/use-formats";
import { ItemOf } from "../item-of";
import { problemLink } from "../problem-link";

interface ProblemTableProps {
  problems: readonly ProblemEntry[];
  channel: { id: string; name: string };
}

/** Problems one by one: what is open with what to do about it, then what was mended. */
export function ProblemTable({ problems, channel }: ProblemTableProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("activity_page.problems")}
        </Text>
        {problems.length === 0 && (
          <Text as="p" tone="subdued">
            {t("activity_page.no_problems")}
          </Text>
        )}
        {problems.map((problem) => (
          <Entry key={problem.id} problem={problem} channel={channel} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Entry({ problem, channel }: { problem: ProblemEntry; channel: { id: string; name: string } }) {
  const translation = useTranslation();
  const { t } = translation;
  const formats = useFormats();
  const params = { channel: channel.name, ...problem.params };
  const { title, why, fix } = problemText(translation, { code: problem.code, params });
  const open = problem.clearedAt === null;
  const tone = problem.severity === "critical" ? "critical" : "warning";
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300">
      <div className="measure">
        <BlockStack gap="100">
          <InlineStack align="start" gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm" tone={open ? "base" : "subdued"}>
              {title}
            </Text>
            {open ? <Badge tone={tone}>{t("activity_page.open")}</Badge> : null}
          </InlineStack>
          {open && (
            <Text as="p" tone="subdued">
              <ItemOf problem={problem} />
              {why} {fix}
            </Text>
          )}
          <Text as="p" variant="bodySm" tone="subdued">
            <span suppressHydrationWarning>
              {problem.clearedAt
                ? t("activity_page.cleared", { when: formats.when(problem.clearedAt) })
                : t("activity_page.seen", { when: formats.when(problem.lastAt) })}
              {problem.count > 1 && ` · ${t("activity_page.times", { count: problem.count })}`}
            </span>
          </Text>
        </BlockStack>
      </div>
      {open && (
        <div className="rigid">
          <Button url={problemLink(problem, channel.id)}>{t("overview.see")}</Button>
        </div>
      )}
    </InlineStack>
  );
}
