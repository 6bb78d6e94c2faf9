import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { ProblemGroup } from "../../connections/views/open-problems";
import { problemText } from "../../i18n/sentences";
import { ItemOf } from "../item-of";
import { problemLink } from "../problem-link";

/** Problems first: critical ones as banners, the others as one list. What, why, how to mend, and where. */
export function ProblemList({
  problems,
  channel,
}: {
  problems: readonly ProblemGroup[];
  channel: { id: string; name: string };
}) {
  const critical = problems.filter(({ severity }) => severity === "critical");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return (
    <>
      {critical.map((problem) => (
        <CriticalProblem key={problem.code} problem={problem} channel={channel} />
      ))}
      {warnings.length > 0 && <Warnings problems={warnings} channel={channel} />}
    </>
  );
}

function CriticalProblem({ problem, channel }: { problem: ProblemGroup; channel: { id: string; name: string } }) {
  const translation = useTranslation();
  const { title, why, fix } = problemText(translation, named(problem, channel.name));
  const { t } = translation;
  return (
    <Banner
      tone="critical"
      title={title}
      action={{ content: t("overview.see"), url: problemLink(problem, channel.id) }}
    >
      <p>
        {why} {fix} {problem.count > 1 && t("overview.more_like_it", { count: problem.count - 1 })}
      </p>
    </Banner>
  );
}

function Warnings({ problems, channel }: { problems: readonly ProblemGroup[]; channel: { id: string; name: string } }) {
  const translation = useTranslation();
  const { t } = translation;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("overview.problems")}
        </Text>
        {problems.map((problem) => {
          const { title, why, fix } = problemText(translation, named(problem, channel.name));
          return (
            <InlineStack
              key={`${problem.code} ${problem.subject}`}
              align="space-between"
              blockAlign="start"
              gap="300"
              wrap={false}
            >
              <BlockStack gap="100">
                <InlineStack align="start" gap="200" blockAlign="center">
                  <Text as="h3" variant="headingSm">
                    {title}
                  </Text>
                  {problem.count > 1 && (
                    <Badge tone="warning">{t("overview.problem_count", { count: problem.count })}</Badge>
                  )}
                </InlineStack>
                <Text as="p" tone="subdued">
                  <ItemOf problem={problem} />
                  {why} {fix}
                  {problem.params.item &&
                    problem.count > 1 &&
                    ` ${t("overview.more_like_it", { count: problem.count - 1 })}`}
                </Text>
              </BlockStack>
              <div className="rigid">
                <Button url={problemLink(problem, channel.id)} accessibilityLabel={`${t("overview.see")}: ${title}`}>
                  {t("overview.see")}
                </Button>
              </div>
            </InlineStack>
          );
        })}
      </BlockStack>
    </Card>
  );
}

function named({ code, params }: ProblemGroup, channel: string) {
  return { code, params: { channel, ...params } };
}
