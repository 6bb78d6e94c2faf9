import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { PreviewFinding } from "../../catalog/preview";
import { problemText } from "../../i18n/sentences";
import { useFormats } from "../../i18n/use-formats";

interface PreviewCardProps {
  finding: PreviewFinding;
  finishedAt: string | null;
  channel: string;
}

/** What a sync would do, in numbers, and why items would be held. */
export function PreviewCard({ finding, finishedAt, channel }: PreviewCardProps) {
  const translation = useTranslation();
  const { t } = translation;
  const formats = useFormats();
  const figures = (["add", "change", "hold", "retire", "same"] as const).map((name) => [name, finding[name]] as const);
  const reasons = Object.entries(finding.reasons).sort(([, a], [, b]) => b - a);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 2, md: 5 }} gap="300">
          {figures.map(([name, figure]) => (
            <BlockStack key={name} gap="100">
              <Text as="h2" variant="bodyMd" tone="subdued">
                {t(`preview.${name}`, { channel })}
              </Text>
              <Text as="p" variant="headingLg">
                {formats.number(figure)}
              </Text>
            </BlockStack>
          ))}
        </InlineGrid>
        {reasons.length > 0 && (
          <ul className="lines">
            {reasons.map(([code, count]) => (
              <li key={code}>
                <span className="figures">{formats.number(count)}</span>
                <span>{problemText(translation, { code, params: { channel } }).title}</span>
              </li>
            ))}
          </ul>
        )}
        {finishedAt && (
          <Text as="p" tone="subdued">
            <span suppressHydrationWarning>{t("preview.as_of", { when: formats.when(finishedAt) })}</span>
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
