import { filsFromDecimal } from "../../../app/canonical/money";
import { createOpenAdmin, type OpenAdmin } from "../../../app/shopify/admin-client";
import { ensureOrderMetafield } from "../../../app/orders/metafield-definition";
import { Failure } from "../../../app/platform/failure";
import type { HttpClient } from "../../../app/platform/http";
import { Misbehaviour } from "../../world/shopify/misbehaviour";
import type { VariantSeed } from "../../world/shopify/seed";
import { CallLog } from "../../world/shopify/server/call-log";
import { answerGraphql } from "../../world/shopify/server/graphql";
import { Shopfront } from "../../world/shopify/shopfront";
import { plantShop } from "../../world/shopify/store/plant";
import type { Shop } from "../../world/shopify/store/shop";
import type { WorldEvents } from "../../world/shopify/world-events";
import type { Home, OrdersHouse } from "./house";

/** The Shopify stand-in's own shop, asked without a network between: what fails, fails because a test says so. */
export interface ShopifySide {
  shop: Shop;
  openAdmin: OpenAdmin;
  misbehaviour: Misbehaviour;
  log: CallLog;
  variantId(sku: string): string;
}

/** Nobody is told what happens: these tests run the jobs that webhooks would have asked for themselves. */
export const silent = new Proxy({} as WorldEvents, { get: () => () => undefined });

/** A shop in Shopify with one product for each variant, listed on the connection and known by its SKU. */
export async function openShopify(
  house: OrdersHouse,
  home: Home,
  variants: (VariantSeed & { sku: string })[],
): Promise<ShopifySide> {
  const { effects, clock } = house;
  const products = variants.map((variant) => ({ title: variant.sku, variants: [variant] }));
  const shop = plantShop({ domain: home.shop, products }, "HKJ Connect", clock);
  const misbehaviour = new Misbehaviour();
  const log = new CallLog();
  const front = new Shopfront(shop, { bucket: { maximumAvailable: 2_000, restoreRate: 100 }, scopes: "" });
  const bulk = { run: () => Promise.resolve() };
  const context = () => ({ shop, events: silent, bulk, scopes: undefined, searchLag: 0, wholeConnections: false });
  const http: HttpClient = (request) => {
    const body = JSON.parse(String(request.body)) as { query: string; variables: object; operationName: string };
    const call = { ...body, variables: body.variables as Record<string, unknown> };
    const answer = answerGraphql({ context, misbehaviour, log }, front, call);
    if (answer.kind === "cut") throw lostAnswer();
    const headers = new Headers(answer.headers ?? {});
    return Promise.resolve({ status: answer.status, headers, text: JSON.stringify(answer.body) });
  };
  const tokens = { accessToken: () => Promise.resolve("token") };
  const openAdmin = createOpenAdmin({ ...effects, http }, tokens, { sleep: () => Promise.resolve() });
  await ensureOrderMetafield(openAdmin(home.shop));
  const variantId = (sku: string) =>
    shop.variants.all
      .find((one) => one.sku === sku)
      ?.id.split("/")
      .at(-1) ?? "";
  for (const { sku, price } of variants) await list(house, home, variantId(sku), sku, price);
  return { shop, openAdmin, misbehaviour, log, variantId };
}

async function list({ effects, clock }: OrdersHouse, home: Home, variantId: string, sku: string, price: string) {
  const common = { shop: home.shop, connectionId: home.connection.id, variantId, sku };
  const priceFils = filsFromDecimal(price);
  await effects.db.listing.create({
    data: {
      ...common,
      productId: variantId,
      inventoryItemId: variantId,
      title: sku,
      state: "synced",
      record: { sku, externalId: variantId, priceFils },
      createdAt: clock.now(),
    },
  });
}

export function lostAnswer(): Failure {
  const message = "no answer from the shop: ECONNRESET";
  return new Failure({ kind: "retryable", code: "http.unreachable", message, outcomeUnknown: true });
}
