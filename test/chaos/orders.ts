import { setTimeout as delay } from "node:timers/promises";

import type { AppProcess } from "../world/app-process";
import { sameCatalog } from "../world/demo/story";
import { type Stage, setStage } from "../world/demo/stage";
import type { HkjOrder } from "../world/hkj";
import { until } from "../world/until";
import type { ChaosOptions } from "./options";
import { type Balancer, startBalancer } from "./balancer";
import { makeTrouble } from "./faults";
import { outage } from "./outage";
import { type PlannedOrder, SKUS, planOrders } from "./plan";
import { type Random, seeded } from "./random";
import { type Verdict, judge } from "./verdict";

/** Orders the channel has under way at once. */
const AT_ONCE = 24;
/** From this many orders on, faults may cost the app half a minute each. */
const LONG_RUN = 200;
const CATALOG_LIMIT_MS = 60_000;
/** An order whose call got lost is looked for during 40 s, and this more than once in bad luck. */
const CALM_LIMIT_MS = 240_000;
/** An order that is not delivered in this time never will be, on however busy a machine. */
const STILL_LIMIT_MS = 600_000;
/** The channel goes on until it is answered. */
const STUBBORN = { attempts: 5_000, maxWaitMs: 250 };

/** Its share of the night, by its name, is among the first seconds: how long a shop waits for its turn is not the point. */
const SHOP = "chaos-434.myshopify.com";

export interface ChaosResult extends Verdict {
  kills: number;
  faults: number;
  deliveries: number;
  lost_webhooks: number;
  ok: boolean;
  complaints: string[];
}

interface Scene {
  stage: Stage;
  /** Two processes of the app; either may get any call. */
  processes: [AppProcess, AppProcess];
  balancer: Balancer;
}

type Say = (what: string) => void;

/**
 * Lets the real app take orders while it is killed again and again, its partners misbehave and the channel repeats
 * itself; then compares what either side holds.
 */
export async function ordersInChaos(
  options: Omit<ChaosOptions, "json">,
  say: Say,
  /** Rejects when it is to end early. */
  interrupted: Promise<never> = new Promise(() => undefined),
): Promise<ChaosResult> {
  const stage = await setStage({ seed: shopOf(SKUS) });
  const processes: Scene["processes"] = [stage.app, await stage.another()];
  const balancer = await startBalancer(processes.map(({ origin }) => origin));
  try {
    return await Promise.race([play({ stage, processes, balancer }, options, say), interrupted]);
  } finally {
    await balancer.close();
    await stage.close();
  }
}

async function play(scene: Scene, { orders, kills, seed }: Omit<ChaosOptions, "json">, say: Say): Promise<ChaosResult> {
  const { stage } = scene;
  const random = seeded(seed);
  const planned = planOrders(orders, random.branch());
  await open(scene);
  say(`The app is connected. ${orders} orders, ${kills} kills, seed ${seed}.`);
  let settled = 0;
  let moved = performance.now();
  let over = false;
  const trouble = makeTrouble(stage, random.branch(), orders >= LONG_RUN, () => over);
  const killing = killAlong(scene, random.branch(), kills, () => settled / orders, say);
  const delivering = inParallel(planned, AT_ONCE, async (order) => {
    await live(stage, order, random.branch());
    settled += 1;
    moved = performance.now();
  });
  const delivered = Promise.all([delivering, killing]).then(([, killed]) => killed);
  const stuck = standsStill(
    () => over,
    () => moved,
  );
  const killed = await Promise.race([delivered, stuck]);
  over = true;
  const faults = await trouble;
  if (killed === undefined) {
    const complaints = ["Nothing was delivered any more.", ...unanswered(stage)];
    return { ...judge(stage, planned), ...figures(stage), kills: 0, faults, complaints, ok: false };
  }
  say(
    `All are delivered, after ${killed} kills and ${faults} faults. Now an outage, after which the app looks itself.`,
  );
  await outage(stage, scene.processes);
  const sound = () => judge(stage, planned).complaints.length === 0;
  await until("both sides agree", CALM_LIMIT_MS, sound).catch(() => undefined);
  const verdict = judge(stage, planned);
  const { shopify_orders, duplicates, lost, statuses_wrong, complaints } = verdict;
  const ok =
    shopify_orders === orders && duplicates + lost + statuses_wrong + complaints.length === 0 && killed >= kills;
  return { ...verdict, ...figures(stage), kills: killed, faults, ok };
}

function figures({ hkj, hkjShop, shopify }: Stage): Pick<ChaosResult, "deliveries" | "lost_webhooks"> {
  return {
    deliveries: hkj.orders(hkjShop).reduce((sum, { attempts }) => sum + attempts.length, 0),
    lost_webhooks: shopify.webhooks.filter(({ state }) => state === "lost" || state === "given up").length,
  };
}

/** Where an end does not come: who waits for what, a sentence each. */
function unanswered({ hkj, hkjShop, shopify }: Stage): string[] {
  const waiting = hkj.orders(hkjShop).filter(({ externalId }) => externalId === null);
  const last = shopify.calls.all().slice(-10);
  return [
    `Shopify was last asked ${last.map(({ operation, status }) => `${operation} (${status})`).join(", ")}`,
    ...waiting.map(({ orderNumber, attempts }) => {
      const answers = attempts.slice(-5).map(({ status, ms }) => `${status ?? "nothing"} after ${ms} ms`);
      return `${orderNumber} was delivered ${attempts.length} times, and last answered ${answers.join(", ")}`;
    }),
  ];
}

/** Resolves once the channel has been repeating itself in vain for too long. */
async function standsStill(over: () => boolean, moved: () => number): Promise<undefined> {
  while (!over() && performance.now() - moved() < STILL_LIMIT_MS) await delay(500);
  return undefined;
}

function shopOf(skus: readonly string[]) {
  const products = skus.map((sku) => ({
    title: `Article ${sku}`,
    variants: [{ sku, price: "2.500", stock: 100_000 }],
  }));
  return { domain: SHOP, products };
}

async function open({ stage, processes, balancer }: Scene): Promise<void> {
  const { merchant, shopify, hkjShop } = stage;
  for (const one of processes) await one.start();
  await merchant.open("/app");
  const shown = new URL(await merchant.outboundUrl("hkj"));
  hkjShop.outboundUrl = `${balancer.origin}${shown.pathname}`;
  shopify.setWebhookUrl(`${balancer.origin}/webhooks`);
  const { apiKey, signingSecret } = hkjShop;
  await merchant.press("/app/channels/hkj", { intent: "connect", apiKey, signingSecret });
  await sameCatalog(stage, CATALOG_LIMIT_MS);
}

/** kill -9 at moments spread over the whole of the work, each a little off: of either process, now and then of both. */
async function killAlong(
  { processes }: Scene,
  random: Random,
  kills: number,
  progress: () => number,
  say: Say,
): Promise<number> {
  for (let killed = 0; killed < kills; killed += 1) {
    while (progress() < killed / (kills + 1)) await delay(20);
    await delay(random.between(0, 700));
    const [one, two] = processes;
    const victims = random.pick([[one], [two], [one, two]]);
    await Promise.all(victims.map((victim) => victim.kill()));
    await delay(random.between(0, 300));
    await Promise.all(victims.map((victim) => victim.start()));
    say(`kill ${killed + 1} of ${kills}, ${Math.round(progress() * 100)} % delivered`);
  }
  return kills;
}

/** One order's whole life, as the channel and the merchant play it. */
async function live(stage: Stage, planned: PlannedOrder, random: Random): Promise<void> {
  const { hkj, hkjShop } = stage;
  const policy = { ...STUBBORN, timeoutMs: planned.timeoutMs };
  const order = await hkj.placeOrder(hkjShop, planned.input, { ...policy, atOnce: planned.atOnce });
  await Promise.all([tellOn(stage, order, planned, random), meetFate(stage, order, planned)]);
}

async function tellOn({ hkj, hkjShop }: Stage, order: HkjOrder, planned: PlannedOrder, random: Random): Promise<void> {
  const policy = { ...STUBBORN, timeoutMs: planned.timeoutMs };
  for (let told = planned.atOnce; told < planned.deliveries; told += 1) {
    await delay(random.between(0, 100));
    // A repeat may come under the same event id or under a new one.
    const change = random.chance(0.3) ? { eventId: `${order.eventId}-${told}` } : {};
    await hkj.tellAgain(hkjShop, order, change, policy);
  }
  if (!planned.changedLater) return;
  const data = { notes: "something else altogether" };
  const tries = await hkj.tellAgain(hkjShop, order, { eventId: `${order.eventId}-changed`, data }, policy);
  const last = tries.at(-1)?.status;
  if (last !== 409) throw new Error(`${order.orderNumber} with another content was answered ${last}`);
}

async function meetFate(stage: Stage, order: HkjOrder, { fate, timeoutMs }: PlannedOrder): Promise<void> {
  const { shopify, shop, hkj, hkjShop } = stage;
  const id = `gid://shopify/Order/${order.externalId}`;
  if (fate === "left" || !shopify.shop(shop).orders.get(id)) return;
  const { orders } = shopify.merchant(shop);
  if (fate === "shipped" || fate === "delivered") {
    orders.fulfillOrder(id, {
      tracking: { company: "Aramex", number: `JO${order.id}`, url: `https://track.example/JO${order.id}` },
    });
  }
  if (fate === "delivered") orders.deliver(id);
  if (fate === "cancelled in the shop") orders.cancelOrder(id);
  if (fate === "taken back by the channel") {
    await hkj.cancelOrder(hkjShop, order.orderNumber, "changed my mind", { ...STUBBORN, timeoutMs });
  }
}

async function inParallel<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
