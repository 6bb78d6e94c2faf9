import { type OrderStatus, type StatusWords, orderStatus } from "../../canonical/order";
import type { Database } from "../../platform/db";
import type { SelectionRule } from "../selection-rule";
import { type ConnectionSettings, readSettings } from "../settings";

type AsStored = Pick<
  ConnectionSettings,
  | "locations"
  | "missingTranslation"
  | "missingSku"
  | "orderTag"
  | "oversell"
  | "unknownSku"
  | "totalsMismatch"
  | "contactRefused"
  | "restockCancelled"
>;

/** The settings a merchant decides on the settings page, as its form holds them: numbers as they are typed. */
export interface SettingsView extends AsStored {
  stockBuffer: string;
  alwaysAvailableQuantity: string;
  keepPayloadDays: string;
  /** One a status; none where the channel has no words for them. */
  statusWords: StatusRows;
  selection: SelectionRule[];
  /** Dinars for one unit of the shop's currency; empty: none. */
  rate: string;
  roundingStep: string;
  roundingDirection: ConnectionSettings["priceRounding"]["direction"];
}

/** A status is told in a word, or not at all; the word stays in sight while it is not. */
export type StatusRows = Partial<Record<OrderStatus, { tell: boolean; word: string }>>;
export type DefaultStatusWords = Readonly<Partial<Record<OrderStatus, string | null>>>;

export interface SettingsPageView {
  settings: SettingsView;
  /** The channel's own words for statuses, to go back to; null: not told. */
  defaultWords: DefaultStatusWords;
  /** Products taken out one by one; decided on the catalogue page. */
  excluded: number;
  /** The shop's own; empty where it was not read yet. */
  currency: string;
}

/**
 * A connection's settings with defaults filled in, also where the shop has no connection yet.
 * @param defaultWords the channel's, one a status
 */
export async function viewSettings(
  db: Database,
  shop: string,
  channel: string,
  defaultWords: DefaultStatusWords = {},
): Promise<SettingsPageView> {
  const [row, facts] = await Promise.all([
    db.connection.findUnique({ where: { shop_channel: { shop, channel } }, select: { settings: true } }),
    db.shop.findUnique({ where: { domain: shop }, select: { currency: true } }),
  ]);
  const stored = readSettings(row?.settings);
  const { locations, missingTranslation, missingSku, orderTag, oversell, selection, exchange, priceRounding } = stored;
  const currency = facts?.currency ?? "";
  return {
    settings: {
      locations,
      missingTranslation,
      missingSku,
      orderTag,
      oversell,
      selection,
      unknownSku: stored.unknownSku,
      totalsMismatch: stored.totalsMismatch,
      contactRefused: stored.contactRefused,
      statusWords: statusRows(stored.statusWords, defaultWords),
      restockCancelled: stored.restockCancelled,
      keepPayloadDays: String(stored.keepPayloadDays),
      stockBuffer: String(stored.stockBuffer),
      alwaysAvailableQuantity: String(stored.alwaysAvailableQuantity),
      // One that was meant for another currency is not shown for this one.
      rate: exchange?.currency === currency ? exchange.rate : "",
      roundingStep: String(priceRounding.step),
      roundingDirection: priceRounding.direction,
    },
    defaultWords,
    excluded: stored.excludedProducts.length,
    currency,
  };
}

function statusRows(own: StatusWords, defaults: DefaultStatusWords): StatusRows {
  const rows = orderStatus.options.flatMap((status) => {
    const usual = defaults[status];
    if (usual === undefined) return [];
    const word = own[status] === undefined ? usual : own[status];
    return [[status, { tell: word !== null, word: word ?? usual ?? "" }] as const];
  });
  return Object.fromEntries(rows);
}
