import { Card, InlineGrid, BlockStack, Text } from "@shopify/polaris";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useFormats } from "../../i18n/use-formats";

export interface FiguresProps {
  channel: string;
  stopped: boolean;
  onChannel: number;
  total: number;
  waiting: number;
  attention: number;
  attentionTo: string;
  ordersWeek: number;
  lastOrderAt: string | null;
}

/** The four numbers of the overview, each leading to the list it counts. */
export function Figures(props: FiguresProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { channel, waiting, attention, lastOrderAt } = props;
  const waitingHelp = props.stopped ? "waiting_stopped" : "waiting_some";
  return (
    <InlineGrid columns={{ xs: 2, md: 4 }} gap={{ xs: "300", md: "400" }}>
      <Figure
        to="/app/catalog?state=synced"
        label={t("overview.figures.on_channel", { channel })}
        value={formats.number(props.onChannel)}
        help={t("overview.figures.on_channel_help", { total: formats.number(props.total) })}
      />
      <Figure
        to="/app/catalog?state=pending"
        label={t("overview.figures.waiting")}
        value={formats.number(waiting)}
        help={t(`overview.figures.${waiting === 0 ? "waiting_none" : waitingHelp}`)}
      />
      <Figure
        to={props.attentionTo}
        label={t("overview.figures.attention")}
        value={formats.number(attention)}
        help={t(attention === 0 ? "overview.figures.attention_none" : "overview.figures.attention_some")}
        alarming={attention > 0}
      />
      <Figure
        to="/app/orders"
        label={t("overview.figures.orders")}
        value={formats.number(props.ordersWeek)}
        help={
          lastOrderAt
            ? t("overview.figures.orders_last", { when: formats.when(lastOrderAt) })
            : t("overview.figures.orders_none")
        }
      />
    </InlineGrid>
  );
}

interface FigureProps {
  to: string;
  label: string;
  value: string;
  help: string;
  alarming?: boolean;
}

function Figure({ to, label, value, help, alarming = false }: FigureProps) {
  return (
    <Link to={to} className="figure">
      <Card>
        <BlockStack gap="100">
          <Text as="h2" variant="bodySm" tone="subdued">
            {label}
          </Text>
          <Text as="p" variant="headingXl" {...(alarming && { tone: "caution" as const })}>
            {value}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            <span suppressHydrationWarning>{help}</span>
          </Text>
        </BlockStack>
      </Card>
    </Link>
  );
}
