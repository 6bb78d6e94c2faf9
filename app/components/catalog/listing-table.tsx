import { Button, IndexTable, Text, Thumbnail, useIndexResourceState } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ListingPage, ListingLine } from "../../catalog/views/listing-page";
import { problemText } from "../../i18n/sentences";
import { useFormats } from "../../i18n/use-formats";
import { useLocale } from "../../i18n/use-locale";
import { ArticleTitle, titleIn } from "../article-title";
import { ListingBadge } from "../badges";
import { Money } from "../money";
import { useCondensed } from "../use-condensed";
import { useHydrated } from "../use-hydrated";
import { useIntent } from "../use-intent";
import { When } from "../when";
import { OfferButton, useOffer } from "./offer-button";

interface ListingTableProps {
  page: ListingPage;
  channel: string;
  /** Whether its connection is: without one nothing can be sent again, and what is not sent does not wait for it. */
  alive: boolean;
  onTurn: (side: "after" | "before", cursor: string) => void;
}

/** What is where, and why not: one row an item, with a button where sending again may help. */
export function ListingTable({ page, channel, alive, onTurn }: ListingTableProps) {
  const { t } = useTranslation();
  const condensed = useCondensed();
  const resources = page.rows.map(({ id }) => ({ id }));
  const selection = useIndexResourceState(resources);
  const { send, busy } = useIntent({
    toast: ({ count = 1 }) => t("catalog.retried", { count }),
    onDone: selection.clearSelection,
  });
  const retry = (ids: readonly string[]) => send("retry", { ids: ids.join(",") });
  const offer = useOffer(page.rows, selection.clearSelection);
  return (
    <IndexTable
      resourceName={{ singular: t("catalog.item"), plural: t("catalog.items") }}
      itemCount={page.rows.length}
      condensed={condensed}
      selectedItemsCount={selection.selectedResources.length}
      onSelectionChange={selection.handleSelectionChange}
      {...(alive && {
        promotedBulkActions: [{ content: t("catalog.retry"), onAction: () => retry(selection.selectedResources) }],
      })}
      bulkActions={[
        { content: t("catalog.exclude"), onAction: () => offer.send("exclude", selection.selectedResources) },
        { content: t("catalog.include"), onAction: () => offer.send("include", selection.selectedResources) },
      ]}
      headings={[
        { title: t("catalog.product") },
        { title: t("catalog.state") },
        { title: t("catalog.price"), alignment: "end" },
        { title: t("catalog.quantity"), alignment: "end" },
        { title: t("catalog.sent") },
        { title: t("catalog.actions"), hidden: true },
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
        <IndexTable.Row
          key={row.id}
          id={row.id}
          position={position}
          selected={selection.selectedResources.includes(row.id)}
        >
          <ListingCells
            row={row}
            channel={channel}
            alive={alive}
            condensed={condensed}
            busy={busy}
            onRetry={() => retry([row.id])}
          >
            <OfferButton row={row} inWords={condensed} offer={offer} />
          </ListingCells>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

interface CellsProps {
  row: ListingLine;
  channel: string;
  alive: boolean;
  condensed: boolean;
  busy: boolean;
  onRetry: () => void;
  /** What else can be done with it. */
  children: ReactNode;
}

function ListingCells({ row, channel, alive, condensed, busy, onRetry, children }: CellsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const hydrated = useHydrated();
  const title = titleIn(useLocale(), row);
  const faulty = row.state === "failed" || row.state === "skipped";
  const state = row.state === "pending" && !alive ? "unsent" : row.state;
  const badge = <ListingBadge state={state} channel={channel} changing={row.changing} />;
  const price = row.priceFils === null ? null : <Money fils={row.priceFils} />;
  const again = alive && faulty && (
    <Button
      size="slim"
      onClick={onRetry}
      disabled={!hydrated || busy}
      accessibilityLabel={`${t("catalog.retry")}: ${title}`}
    >
      {t("catalog.retry")}
    </Button>
  );
  if (condensed) {
    return (
      <div className="condensed">
        <Item row={row} channel={channel} />
        <div className="condensed-line">
          {badge}
          {price}
          {row.quantity !== null && <span>{`× ${formats.number(row.quantity)}`}</span>}
          <span className="actions" onClick={(event) => event.stopPropagation()}>
            {again}
            {children}
          </span>
        </div>
      </div>
    );
  }
  return (
    <>
      <IndexTable.Cell className="cell-wide">
        <Item row={row} channel={channel} />
      </IndexTable.Cell>
      <IndexTable.Cell>{badge}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {price}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.quantity === null ? "" : formats.number(row.quantity)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.sentAt && <When at={row.sentAt} />}</IndexTable.Cell>
      <IndexTable.Cell>
        <div className="actions" onClick={(event) => event.stopPropagation()}>
          {again}
          {children}
        </div>
      </IndexTable.Cell>
    </>
  );
}

const TONES: Record<string, "critical" | "caution"> = { failed: "critical", skipped: "caution" };

function Item({ row, channel }: { row: ListingLine; channel: string }) {
  const translation = useTranslation();
  const { t } = translation;
  const words = row.reason && problemText(translation, { ...row.reason, params: { channel, ...row.reason.params } });
  return (
    <div className="item">
      <Thumbnail source={row.imageUrl ?? ImageIcon} alt="" size="small" />
      <div className="item-text">
        <ArticleTitle article={row} strong />
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          <bdi>{row.sku || t("catalog.no_sku")}</bdi>
        </Text>
        {words && (
          <Text as="p" variant="bodySm" tone={TONES[row.state] ?? "subdued"}>
            {row.state === "removed" ? words.title : `${words.title}. ${words.why} ${words.fix}`}
          </Text>
        )}
      </div>
    </div>
  );
}
