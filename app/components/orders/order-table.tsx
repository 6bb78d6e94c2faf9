import { useNavigate } from "@remix-run/react";
import { Badge, IndexTable, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { lookUp, problemText } from "../../i18n/sentences";
import { adminUrl } from "../../i18n/shopify-links";
import type { OrderPage, OrderRow } from "../../orders/views/order-page";
import { OrderBadge } from "../badges";
import { Money } from "../money";
import { useCondensed } from "../use-condensed";
import { When } from "../when";

interface OrderTableProps {
  page: OrderPage;
  shop: string;
  channel: string;
  onTurn: (side: "after" | "before", cursor: string) => void;
}

/** Orders, newest first; a row leads to the order's page. */
export function OrderTable({ page, shop, channel, onTurn }: OrderTableProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const condensed = useCondensed();
  return (
    <IndexTable
      resourceName={{ singular: t("orders.order"), plural: t("orders.orders") }}
      itemCount={page.rows.length}
      condensed={condensed}
      selectable={false}
      headings={[
        { title: t("orders.number", { channel }) },
        { title: t("orders.received") },
        { title: t("orders.customer") },
        { title: t("orders.state") },
        { title: t("orders.total"), alignment: "end" },
        { title: t("orders.shopify") },
        { title: t("orders.told", { channel }) },
      ]}
      {...((page.next ?? page.previous) && {
        pagination: {
          hasNext: page.next !== null,
          hasPrevious: page.previous !== null,
          onNext: () => page.next && onTurn("after", page.next),
          onPrevious: () => page.previous && onTurn("before", page.previous),
        },
      })}
    >
      {page.rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position} onClick={() => navigate(`/app/orders/${row.id}`)}>
          {condensed ? (
            <CondensedOrder row={row} channel={channel} />
          ) : (
            <OrderCells row={row} shop={shop} channel={channel} />
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function OrderCells({ row, shop, channel }: { row: OrderRow; shop: string; channel: string }) {
  return (
    <>
      <IndexTable.Cell>
        <OrderLink row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <When at={row.receivedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <bdi>{row.customerName}</bdi>
      </IndexTable.Cell>
      <IndexTable.Cell className="cell-reason">
        <OrderBadge state={row.state} />
        <Why row={row} channel={channel} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.totalFils !== null && <Money fils={row.totalFils} />}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        {row.shopifyOrderId && (
          <span onClick={(event) => event.stopPropagation()}>
            <Link url={adminUrl(shop, "orders", row.shopifyOrderId)} target="_top" removeUnderline>
              <bdi>{row.shopifyOrderName ?? row.shopifyOrderId}</bdi>
            </Link>
          </span>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Told row={row} channel={channel} />
      </IndexTable.Cell>
    </>
  );
}

function CondensedOrder({ row, channel }: { row: OrderRow; channel: string }) {
  return (
    <div className="condensed">
      <div className="condensed-ends">
        <OrderLink row={row} />
        {row.totalFils !== null && <Money fils={row.totalFils} />}
      </div>
      <Text as="span" tone="subdued">
        <bdi>{row.customerName}</bdi> {row.customerName && "· "}
        <When at={row.receivedAt} />
      </Text>
      <div className="condensed-line">
        <OrderBadge state={row.state} />
        {row.shopifyOrderName && <bdi>{row.shopifyOrderName}</bdi>}
        <Told row={row} channel={channel} />
      </div>
      <Why row={row} channel={channel} />
    </div>
  );
}

function OrderLink({ row }: { row: OrderRow }) {
  const { t } = useTranslation();
  return (
    <span className="condensed-line">
      <Link url={`/app/orders/${row.id}`} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          <bdi>{row.channelOrderId}</bdi>
        </Text>
      </Link>
      {row.test && <Badge>{t("common.test")}</Badge>}
    </span>
  );
}

function Why({ row, channel }: { row: OrderRow; channel: string }) {
  const translation = useTranslation();
  if (row.state !== "held" || !row.reason) return null;
  const { title } = problemText(translation, {
    ...row.reason,
    params: { channel, order: row.channelOrderId, ...row.reason.params },
  });
  return (
    <Text as="p" variant="bodySm" tone="caution">
      {title}
    </Text>
  );
}

function Told({ row, channel }: { row: OrderRow; channel: string }) {
  const translation = useTranslation();
  if (row.untold) {
    return (
      <Text as="span" tone="caution">
        {translation.t("orders.untold", { channel })}
      </Text>
    );
  }
  if (row.telling) {
    return <Text as="span" tone="subdued">{`${translation.t("orders.telling")}…`}</Text>;
  }
  if (!row.toldStatus) return null;
  return <span>{lookUp(translation, `order.status.${row.toldStatus}`) ?? row.toldStatus}</span>;
}
