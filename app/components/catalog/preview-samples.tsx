import { Badge, type BadgeProps, Card, IndexTable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { PreviewAction, PreviewFinding } from "../../catalog/preview";
import { lookUp, problemText } from "../../i18n/sentences";
import { useCondensed } from "../use-condensed";

const TONES = { add: "success", change: "info", hold: "attention", retire: "warning" } as const satisfies Record<
  PreviewAction,
  BadgeProps["tone"]
>;

/** Examples of each kind: enough to see whether the rules do what was meant. */
export function PreviewSamples({ samples, channel }: { samples: PreviewFinding["samples"]; channel: string }) {
  const translation = useTranslation();
  const { t } = translation;
  const condensed = useCondensed();
  if (samples.length === 0) return null;
  const why = ({ action, code, params }: PreviewFinding["samples"][number]) => {
    if (code === null) return "";
    if (action === "hold") return problemText(translation, { code, params: { channel, ...params } }).why;
    return lookUp(translation, `problems.${code.replaceAll(".", "_")}.title`) ?? "";
  };
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: t("catalog.item"), plural: t("catalog.items") }}
        itemCount={samples.length}
        selectable={false}
        condensed={condensed}
        headings={[{ title: t("catalog.product") }, { title: t("preview.what") }, { title: t("preview.why") }]}
      >
        {samples.map((sample, position) => (
          <IndexTable.Row key={position} id={String(position)} position={position}>
            <IndexTable.Cell>
              <Text as="span" fontWeight="medium">
                {sample.title}
              </Text>{" "}
              <Text as="span" tone="subdued">
                {sample.sku}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Badge tone={TONES[sample.action]}>{t(`preview.${sample.action}`, { channel })}</Badge>
            </IndexTable.Cell>
            <IndexTable.Cell>{why(sample)}</IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
