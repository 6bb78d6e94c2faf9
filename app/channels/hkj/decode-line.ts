import type { Fils } from "../../canonical/money";
import type { OrderLine } from "../../canonical/order";
import { LINE_ALIASES, LINE_MONEY } from "./contract";
import { type ExactJson, type ExactObject, isObject } from "./exact-json";
import { badField, moneyOf, objectOf, quantityOf, textOf, unreadable } from "./fields";

/**
 * One line as the channel sold it. Usually one canonical line; two where only a total is given that the quantity does
 * not divide evenly, so that the sum stays exact to the fils.
 * @throws Failure `payload.bad_field`
 */
export function decodeLine(value: ExactJson, path: string): OrderLine[] {
  if (!isObject(value)) throw unreadable("payload.bad_field", `${path.slice(0, -1)} is no object.`);
  const article = objectOf(value, LINE_ALIASES.container) ?? {};
  const name = (aliases: readonly string[]) => textOf(value, aliases) ?? textOf(article, aliases);
  const line = {
    sku: name(LINE_ALIASES.sku),
    externalId: name(LINE_ALIASES.externalId),
    barcode: name(LINE_ALIASES.barcode),
    title: name(LINE_ALIASES.title),
  };
  if (!(line.sku ?? line.externalId ?? line.barcode ?? line.title)) throw badField(path, "sku", "is missing");
  const quantity = quantityOf(value, LINE_ALIASES.quantity, path);
  return prices(value, quantity, path).map((price) => ({ ...line, ...price }));
}

function prices(line: ExactObject, quantity: number, path: string): { quantity: number; unitPriceFils: Fils | null }[] {
  const unit = moneyOf(line, LINE_MONEY.unitPrice, path);
  const total = unit === null ? moneyOf(line, LINE_MONEY.lineTotal, path) : null;
  if ((unit ?? total ?? 0) < 0) throw badField(path, "price", "is below zero");
  if (total === null) return [{ quantity, unitPriceFils: unit }];
  const dearer = total % quantity;
  const low = (total - dearer) / quantity;
  return [
    { quantity: quantity - dearer, unitPriceFils: low as Fils },
    { quantity: dearer, unitPriceFils: (low + 1) as Fils },
  ].filter((part) => part.quantity > 0);
}
