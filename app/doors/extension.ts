import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { z } from "zod";

import type { ShopDomain } from "../canonical/ids";
import { resendProduct } from "../catalog/resend";
import { productItems } from "../catalog/views/product-items";
import type { ChannelRegistry } from "../channels/registry";
import { viewShopifyOrder } from "../orders/views/shopify-order";
import type { Effects } from "../platform/effects";
import { parseJson } from "../platform/json";
import { type AppKeys, shopOfSessionToken } from "../shopify/session-token";
import { allowExtensions } from "./extension-cors";
import { describeItems } from "./extension-items";
import { describeOrder } from "./extension-orders";
import { readerOf } from "./extension-reader";
import { readRawBody } from "./raw-body";

const BODY_LIMIT = 4 * 1024;
/** The block on the product page is small; the app's own page has them all. */
const MOST_ITEMS = 50;
/** As the extension knows it, or the number alone. */
const idOf = (kind: "Product" | "Order") =>
  z
    .string()
    .regex(new RegExp(`^(gid://shopify/${kind}/)?\\d{1,20}$`))
    .transform((id) => id.split("/").at(-1) ?? "");
const productId = idOf("Product");
const orderId = idOf("Order");
const resendBody = z.object({ product: productId });

type Needs = Pick<Effects, "db" | "clock">;

/**
 * What the blocks on Shopify's own pages ask: GET items?product=ID and POST items/resend with {"product": ID}
 * (extensions/hkj-item), GET order?order=ID (extensions/hkj-order). The shop is the session token's, which Shopify's admin
 * adds to what an extension fetches from the app; without a good one 401, and nothing else is said. 400 for what is no id,
 * 404 where nothing is to be sent again, and for an order that no channel of the shop took.
 */
export function createExtensionDoor(effects: Needs, channels: ChannelRegistry, keys: AppKeys): Router {
  const forShop =
    (serve: (shop: ShopDomain, request: Request, response: Response) => Promise<unknown>): RequestHandler =>
    (request, response, next) => {
      const shop = shopOfSessionToken(request.headers.authorization, keys, effects.clock.now());
      response.set("cache-control", "no-store");
      if (!shop) response.status(401).json({ error: "unauthorized" });
      else serve(shop, request, response).catch(next);
    };
  return express
    .Router()
    .use(allowExtensions)
    .get(
      "/items",
      forShop((...call) => answerItems(effects, channels, ...call)),
    )
    .post(
      "/items/resend",
      forShop((...call) => resend(effects, ...call)),
    )
    .get(
      "/order",
      forShop((...call) => answerOrder(effects, channels, ...call)),
    );
}

async function answerItems(
  effects: Needs,
  channels: ChannelRegistry,
  shop: ShopDomain,
  request: Request,
  response: Response,
): Promise<void> {
  const asked = productId.safeParse(request.query["product"]);
  if (!asked.success) return void response.status(400).json({ error: "no_product" });
  const found = await productItems(effects.db, shop, asked.data, MOST_ITEMS);
  response.json(describeItems(channels, found, await readerOf(effects, shop, request)));
}

async function answerOrder(
  effects: Needs,
  channels: ChannelRegistry,
  shop: ShopDomain,
  request: Request,
  response: Response,
): Promise<void> {
  const asked = orderId.safeParse(request.query["order"]);
  if (!asked.success) return void response.status(400).json({ error: "no_order" });
  const found = await viewShopifyOrder(effects.db, shop, asked.data);
  if (!found) return void response.status(404).json({ error: "not_found" });
  response.json(describeOrder(channels, found, await readerOf(effects, shop, request)));
}

async function resend(effects: Needs, shop: ShopDomain, request: Request, response: Response): Promise<void> {
  const bytes = await readRawBody(request, BODY_LIMIT);
  const body = resendBody.safeParse(parseJson(bytes?.toString("utf8") ?? ""));
  if (!body.success) return void response.status(400).set("connection", "close").json({ error: "no_product" });
  const resent = await resendProduct(effects, shop, body.data.product);
  response.status(resent > 0 ? 200 : 404).json(resent > 0 ? { resent } : { error: "not_found" });
}
