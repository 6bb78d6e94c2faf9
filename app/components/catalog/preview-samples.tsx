import { Badge, type BadgeProps, Card, IndexTable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { PreviewAction, PreviewFinding } from "../../catalog/preview";
import { lookUp, problemText } from "../../i18n/sentences";
import { useFormats } from "../../i18n/use-formats";
import { useCondensed } from "../use-condensed";

type Sample = PreviewFinding["samples"][number];

const TONES = { add: "success", change: "info", hold: "attention", retire: "warning" } as const satisfies Record<
  PreviewAction,
  BadgeProps["tone"]
>;
/** What somebody may have to do something about comes first. */
const ORDER: readonly PreviewAction[] = ["hold", "retire", "change", "add"];

/** Examples of each kind: enough to see whether the rules do what was meant. */
export function PreviewSamples({ finding, channel }: { finding: PreviewFinding; channel: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const condensed = useCondensed();
  const samples = ORDER.flatMap((kind) => finding.samples.filter(({ action }) => action === kind));
  if (samples.length === 0) return null;
  const total = ORDER.reduce((sum, kind) => sum + finding[kind], 0);
  const figures = { shown: formats.number(samples.length), total: formats.number(total) };
  return (
    <Card padding="0">
      {samples.length < total && (
        <p className="table-note">
          <Text as="span" tone="subdued">
            {t("preview.examples", figures)}
          </Text>
        </p>
      )}
      <IndexTable
        resourceName={{ singular: t("catalog.item"), plural: t("catalog.items") }}
        itemCount={samples.length}
        selectable={false}
        condensed={condensed}
        headings={[{ title: t("catalog.product") }, { title: t("preview.what") }, { title: t("preview.why") }]}
      >
        {samples.map((sample, position) => (
          <IndexTable.Row key={position} id={String(position)} position={position}>
            <SampleCells sample={sample} channel={channel} condensed={condensed} />
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

interface CellsProps {
  sample: Sample;
  channel: string;
  condensed: boolean;
}

function SampleCells({ sample, channel, condensed }: CellsProps) {
  const { t } = useTranslation();
  const why = useWhy(sample, channel);
  const badge = <Badge tone={TONES[sample.action]}>{t(`preview.${sample.action}`, { channel })}</Badge>;
  if (condensed) {
    return (
      <div className="condensed">
        <Item sample={sample} />
        <div className="condensed-line">{badge}</div>
        {why && (
          <Text as="p" variant="bodySm" tone="subdued" breakWord>
            {why}
          </Text>
        )}
      </div>
    );
  }
  return (
    <>
      <IndexTable.Cell className="cell-item">
        <Item sample={sample} />
      </IndexTable.Cell>
      <IndexTable.Cell>{badge}</IndexTable.Cell>
      <IndexTable.Cell className="cell-why">{why}</IndexTable.Cell>
    </>
  );
}

function Item({ sample: { title, sku } }: { sample: Sample }) {
  const { t } = useTranslation();
  return (
    <div className="item-text">
      <Text as="span" fontWeight="medium" breakWord>
        <bdi>{title}</bdi>
      </Text>
      <Text as="span" tone="subdued" variant="bodySm" breakWord>
        <bdi>{sku || t("catalog.no_sku")}</bdi>
      </Text>
    </div>
  );
}

function useWhy({ action, code, params }: Sample, channel: string): string {
  const translation = useTranslation();
  if (code === null) return "";
  if (action === "hold") return problemText(translation, { code, params: { channel, ...params } }).why;
  return lookUp(translation, `problems.${code.replaceAll(".", "_")}.title`) ?? "";
}
