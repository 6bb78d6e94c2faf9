import { applyProduct, stockOf } from "./apply-product";
import type { HkjBehaviour } from "./options";
import type { HkjResult, HkjShop, StatusTold } from "./shop-state";

type Data = Record<string, unknown>;
type Outcome = Omit<HkjResult, "event_id">;

/** What HKJ makes of one envelope: idempotent on event_id, and nothing changes on an error. */
export function applyEvent(shop: HkjShop, behaviour: HkjBehaviour, envelope: unknown, at: number): HkjResult {
  const event = isData(envelope) ? envelope : {};
  const id = event["event_id"];
  if (typeof id !== "string" || id === "") return { status: "error", error: "'event_id' is required." };
  if (shop.processed.has(id)) return { event_id: id, status: "duplicate" };
  const outcome = outcomeOf(shop, behaviour, event, at);
  if (outcome.status !== "error" || behaviour.errorsConsumeIds) shop.processed.add(id);
  return { event_id: id, ...outcome };
}

function outcomeOf(shop: HkjShop, behaviour: HkjBehaviour, event: Data, at: number): Outcome {
  const type = event["event_type"];
  const data = event["data"];
  if (typeof type !== "string") return failed("'event_type' is required.");
  if (!isData(data)) return failed("'data' is required and must be an object.");
  const refused = typeof data["sku"] === "string" ? shop.refusedSkus.get(data["sku"]) : undefined;
  if (refused !== undefined) return failed(refused);
  if (type === "product.upserted") return applyProduct(shop, behaviour, data);
  if (type === "order.status_changed") return applyStatus(shop, behaviour, data, at);
  if (behaviour.understands.some((name) => name === type)) return applyLight(shop, type, data);
  if (behaviour.unknownTypes === "skipped")
    return { status: "skipped", action: type, reason: "event type not handled" };
  return failed(`unknown event_type '${type}'`);
}

function applyLight(shop: HkjShop, type: string, data: Data): Outcome {
  const sku = data["sku"];
  if (typeof sku !== "string" || sku.trim() === "") return failed("'sku' is required and must be a non-empty string.");
  const product = shop.products.get(sku);
  if (!product) return { status: "skipped", action: type, reason: "unknown product" };
  if (type === "product.deleted") {
    shop.products.delete(sku);
    return { status: "applied", action: type, product_id: product.product_id };
  }
  const key = type === "stock.updated" ? "stock_qty" : "price_fils";
  const amount = stockOf(data[key]);
  if (amount === undefined) return failed(`'${key}' is required and must be an integer of at least 0.`);
  product[key] = amount;
  return { status: "applied", action: type, product_id: product.product_id };
}

function applyStatus(shop: HkjShop, behaviour: HkjBehaviour, data: Data, at: number): Outcome {
  const status = data["status"];
  if (typeof status !== "string" || !behaviour.statusWords.includes(status)) {
    return failed(`'status' must be one of: ${behaviour.statusWords.join(", ")}.`);
  }
  const ids = [data["order_id"], data["external_order_id"]].filter((id) => typeof id === "string");
  const order =
    [...shop.orders.values()].find((known) => known.externalId !== null && ids.includes(known.externalId)) ??
    shop.orders.get(String(data["order_number"]));
  if (!order) return { status: "skipped", action: "order.status_changed", reason: "unknown order" };
  order.statuses.push({ ...data, at, status } satisfies StatusTold);
  return { status: "applied", action: "order.status_changed", order_id: order.id };
}

function failed(error: string): Outcome {
  return { status: "error", error };
}

export function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
