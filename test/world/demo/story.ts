import type { VariantRecord } from "../shopify";
import { until } from "../until";
import { differences } from "./compare";
import { shopWindow } from "./shop-window";
import type { Stage } from "./stage";

/** What `--once --json` ends with. */
export interface StoryResult {
  ok: boolean;
  reason?: string;
  products_sold: number;
  products_on_channel: number;
  mismatches: number;
  stock_change_ms: number | null;
  order: { channel_order_id: string; shopify_order_id: string; shopify_orders: number } | null;
  status_told: string | null;
  seconds: number;
}

const CONNECT_LIMIT_MS = 10_000;
const SYNC_LIMIT_MS = 40_000;
const CHANGE_LIMIT_MS = 10_000;
const SOLD_FROM_STOCK = 2;

type Say = (what: string) => void;

/** Plays the main job once: connect, catalogue out, stock change, order in, status back. Never throws. */
export async function playStory(stage: Stage, say: Say): Promise<StoryResult> {
  const started = performance.now();
  const result: StoryResult = {
    ok: false,
    products_sold: 0,
    products_on_channel: 0,
    mismatches: 0,
    stock_change_ms: null,
    order: null,
    status_told: null,
    seconds: 0,
  };
  try {
    await connect(stage, say);
    await sameCatalog(stage, SYNC_LIMIT_MS);
    say(`The catalogue is out: ${shopWindowOf(stage).size} items are on HKJ as the shop sells them.`);
    const article = articleToSell(stage) ?? (await startCounting(stage, say));
    result.stock_change_ms = await changeStock(stage, article, say);
    result.order = await orderOnce(stage, article, say);
    result.status_told = await fulfil(stage, result.order, say);
    await sameCatalog(stage, CHANGE_LIMIT_MS);
    result.ok = true;
  } catch (error) {
    result.reason = error instanceof Error ? error.message : String(error);
  }
  const window = shopWindowOf(stage);
  const channel = stage.hkj.catalog(stage.hkjShop);
  const wrong = differences(window, channel);
  result.products_sold = window.size;
  result.products_on_channel = channel.filter(({ sku, stock_qty }) => window.has(sku) || stock_qty > 0).length;
  result.mismatches = wrong.length;
  if (wrong.length > 0) {
    result.ok = false;
    result.reason ??= wrong[0] ?? "";
  }
  result.seconds = Math.round((performance.now() - started) / 100) / 10;
  return result;
}

export function shopWindowOf({ shopify, shop }: Stage) {
  return shopWindow(shopify.shop(shop), new Date());
}

async function connect({ merchant, hkjShop, hkj }: Stage, say: Say): Promise<void> {
  await merchant.open("/app");
  hkjShop.outboundUrl = await merchant.outboundUrl("hkj");
  say("The app is open in the admin; its outbound URL is registered at HKJ.");
  await merchant.press("/app/channels/hkj", {
    intent: "connect",
    apiKey: hkjShop.apiKey,
    signingSecret: hkjShop.signingSecret,
  });
  await until("HKJ was asked about the key", CONNECT_LIMIT_MS, () => hkj.requests.length > 0);
  say("API key and signing secret are pasted, checked live, and stored encrypted.");
}

/** Waits until HKJ shows what the shop sells, field by field. */
export async function sameCatalog(stage: Stage, limitMs: number): Promise<void> {
  const look = () => differences(shopWindowOf(stage), stage.hkj.catalog(stage.hkjShop));
  await until("HKJ shows what the shop sells", limitMs, () => look().length === 0).catch((error: Error) => {
    const wrong = look();
    throw new Error(`${error.message}; ${wrong.length} differences, the first: ${wrong[0]}`);
  });
}

interface Article {
  variantId: string;
  sku: string;
}

/** The best stocked article that is counted, so that its stock can go up and down; undefined where nothing is counted. */
function articleToSell(stage: Stage): Article | undefined {
  const counted = onHkj(stage).filter(({ item, inventoryPolicy }) => item.tracked && inventoryPolicy === "DENY");
  const available = ({ item }: VariantRecord) => Math.max(0, ...item.levels.map((level) => level.available));
  const [best] = counted.sort((a, b) => available(b) - available(a));
  return best && articleOf(stage, best);
}

/** A shop that counts nothing (no inventory tracker in its export) starts to count its first article. */
async function startCounting(stage: Stage, say: Say): Promise<Article> {
  const [first] = onHkj(stage);
  if (!first) throw new Error("the shop sells nothing");
  const { catalog, stock } = stage.shopify.merchant(stage.shop);
  stock.setStock(first.id, undefined, 5);
  catalog.setPolicy(first.id, "DENY");
  catalog.setTracked(first.id, true);
  await sameCatalog(stage, CHANGE_LIMIT_MS);
  say(`The shop counted no stock; it now counts that of ${first.product.title}.`);
  return articleOf(stage, first);
}

function onHkj({ shopify, shop, hkj, hkjShop }: Stage): VariantRecord[] {
  const ids = new Set(hkj.catalog(hkjShop).map((product) => product["external_id"]));
  return shopify.shop(shop).variants.all.filter(({ id }) => ids.has(id.split("/").at(-1)));
}

function articleOf({ hkj, hkjShop }: Stage, { id }: VariantRecord): Article {
  const externalId = id.split("/").at(-1);
  const sku = hkj.catalog(hkjShop).find((product) => product["external_id"] === externalId)?.sku ?? "";
  return { variantId: id, sku };
}

/** @returns milliseconds from the merchant's click to the new number in HKJ's catalogue */
async function changeStock({ shopify, shop, hkj, hkjShop }: Stage, article: Article, say: Say): Promise<number> {
  const { item } = shopify.shop(shop).variants.get(article.variantId) ?? {};
  const level = [...(item?.levels ?? [])].sort((a, b) => b.available - a.available)[0];
  if (!level) throw new Error(`${article.sku} lies at no location`);
  const before = stockOnHkj();
  const clicked = performance.now();
  shopify.merchant(shop).stock.setStock(article.variantId, level.location.id, level.available + 7);
  await hkj.until(() => stockOnHkj() === before + 7, CHANGE_LIMIT_MS);
  const took = Math.round(performance.now() - clicked);
  say(`The stock of ${article.sku} went from ${before} to ${before + 7}; HKJ knew after ${took} ms.`);
  return took;

  function stockOnHkj(): number {
    return hkj.catalog(hkjShop).find(({ sku }) => sku === article.sku)?.stock_qty ?? NaN;
  }
}

async function orderOnce({ shopify, shop, hkj, hkjShop }: Stage, { sku }: Article, say: Say) {
  const orders = () => shopify.shop(shop).orders.all;
  const before = orders().length;
  const order = await hkj.placeOrder(hkjShop, { items: [{ sku, quantity: SOLD_FROM_STOCK }] });
  // HKJ repeats itself: at once, and again.
  await hkj.tellAgain(hkjShop, order, {}, { atOnce: 3, repeats: 1 });
  const made = orders().slice(before);
  const [first] = made;
  if (!first) throw new Error(`order ${order.orderNumber} became no Shopify order: ${answerTo(order)}`);
  if (made.length > 1) throw new Error(`order ${order.orderNumber} became ${made.length} Shopify orders`);
  const shopifyOrderId = first.id.split("/").at(-1) ?? "";
  if (order.externalId !== shopifyOrderId) {
    throw new Error(`HKJ was told order ${order.externalId}, Shopify's is ${shopifyOrderId}`);
  }
  if (new Set(order.answeredIds).size !== 1) throw new Error("HKJ was told different ids for one order");
  say(`${order.orderNumber} came in five times and is one Shopify order, ${first.name}; HKJ has its id.`);
  return { channel_order_id: order.orderNumber, shopify_order_id: shopifyOrderId, shopify_orders: made.length };
}

function answerTo({ attempts }: { attempts: { status: number | null; body: string }[] }): string {
  const last = attempts.at(-1);
  return last ? `${last.status} ${last.body.slice(0, 200)}` : "no answer";
}

async function fulfil(
  { shopify, shop, hkj, hkjShop }: Stage,
  order: { channel_order_id: string; shopify_order_id: string },
  say: Say,
): Promise<string> {
  const told = () => hkj.statuses(hkjShop, order.channel_order_id).map(({ status }) => status);
  shopify.merchant(shop).orders.fulfillOrder(order.shopify_order_id);
  await hkj
    .until(() => told().includes("shipped"), CHANGE_LIMIT_MS)
    .catch(() => {
      throw new Error(`HKJ was not told that the order is shipped; it was told: ${told().join(", ") || "nothing"}`);
    });
  say(`It is fulfilled in Shopify; HKJ was told: ${told().join(", ")}.`);
  return told().at(-1) ?? "";
}
