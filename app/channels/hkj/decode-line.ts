import type { Fils } from "../../canonical/money";
import type { OrderLine } from "../../canonical/order";
import { LINE_ALIASES, LINE_MONEY } from "./contract";
import { type ExactJson, type ExactObject, isObject } from "./exact-json";
import { badField, moneyOf, objectOf, quantityOf, textOf, unreadable } from "./fields";

/**
 * One line as the channel sold it, in the two ways it may be meant: by its unit price, and by what the whole line costs,
 * discount taken off. They are the same unless the line says two different things (decode-order.ts decides).
 */
export interface LineReadings {
  byUnit: OrderLine[];
  byTotal: OrderLine[];
}

/**
 * Each reading is usually one canonical line; two where a total does not divide evenly by the quantity, so that the sum
 * stays exact to the fils.
 * @throws Failure `payload.bad_field`
 */
export function decodeLine(value: ExactJson, path: string): LineReadings {
  if (!isObject(value)) throw unreadable("payload.bad_field", `${path.slice(0, -1)} is no object.`);
  const article = objectOf(value, LINE_ALIASES.container) ?? {};
  const name = (aliases: readonly string[]) => textOf(value, aliases) ?? textOf(article, aliases);
  const titleAr = name(LINE_ALIASES.titleAr);
  const line = {
    sku: name(LINE_ALIASES.sku),
    externalId: name(LINE_ALIASES.externalId),
    barcode: name(LINE_ALIASES.barcode),
    title: name(LINE_ALIASES.title),
    ...(titleAr !== null && titleAr !== name(LINE_ALIASES.title) && { titleAr }),
  };
  if (!(line.sku ?? line.externalId ?? line.barcode ?? line.title)) throw badField(path, "sku", "is missing");
  const quantity = quantityOf(value, LINE_ALIASES.quantity, path);
  const { unit, total } = pricesOf(value, quantity, path);
  const priced = (prices: Price[]) => prices.map((price) => ({ ...line, ...price }));
  const whole = total === null ? undefined : priced(spread(total, quantity));
  const each = unit === null ? undefined : priced([{ quantity, unitPriceFils: unit }]);
  const byUnit = each ?? whole ?? priced([{ quantity, unitPriceFils: null }]);
  return { byUnit, byTotal: whole ?? byUnit };
}

interface Price {
  quantity: number;
  unitPriceFils: Fils | null;
}

/** `total`: of the whole line; worked out where only its discount is told. */
function pricesOf(line: ExactObject, quantity: number, path: string): { unit: Fils | null; total: Fils | null } {
  const unit = moneyOf(line, LINE_MONEY.unitPrice, path);
  const told = moneyOf(line, LINE_MONEY.lineTotal, path);
  const off = Math.abs(moneyOf(line, LINE_MONEY.discount, path) ?? 0);
  if ((unit ?? told ?? 0) < 0) throw badField(path, "price", "is below zero");
  const full = unit === null ? told : unit * quantity;
  // A total that is already less than the pieces cost has the discount taken off.
  const isNet = told !== null && (unit === null || told < unit * quantity);
  const total = full === null ? null : isNet ? told : Math.max(0, (told ?? full) - off);
  return { unit, total: total as Fils | null };
}

function spread(total: Fils, quantity: number): Price[] {
  const dearer = total % quantity;
  const low = (total - dearer) / quantity;
  return [
    { quantity: quantity - dearer, unitPriceFils: low as Fils },
    { quantity: dearer, unitPriceFils: (low + 1) as Fils },
  ].filter((part) => part.quantity > 0);
}
