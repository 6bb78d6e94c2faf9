import { setTimeout as delay } from "node:timers/promises";

import type { Stage } from "../world/demo/stage";
import type { Random } from "./random";

const CREATE = "CreateOrder";
/** Longer than the app waits for Shopify to make an order. */
const HANG_MS = 16_000;
const HANG_FOR_CALLS_MS = 40;
const SLOW_SHARE = 0.06;

const NEVER = { times: 0 };
const FORGOTTEN = {
  dropAnswer: NEVER,
  serverError: NEVER,
  serverErrorAfterWork: NEVER,
  tooManyRequests: NEVER,
  throttled: NEVER,
  tooManyOrders: NEVER,
};

/** So many calls of the app go well between two faults. */
const CALLS_BETWEEN = { least: 6, most: 30 };
const LONGEST_QUIET_MS = 1_000;

type Fault = (stage: Stage, random: Random) => void;
type Faults = [Fault, ...Fault[]];

const few = (random: Random) => random.between(1, 3);

const quick: Faults = [
  ({ shopify }, random) => shopify.misbehave({ dropAnswer: { operation: CREATE, times: few(random) } }),
  ({ shopify }, random) => shopify.misbehave({ serverErrorAfterWork: { operation: CREATE, times: few(random) } }),
  ({ shopify }, random) => shopify.misbehave({ dropAnswer: { operation: /Find|Read|Known/, times: few(random) } }),
  ({ shopify }, random) => shopify.misbehave({ serverError: { operation: /Find|Read|Known/, times: few(random) } }),
  ({ shopify }, random) => shopify.misbehave({ tooManyRequests: { times: few(random), retryAfterSeconds: 1 } }),
  ({ shopify }, random) => shopify.misbehave({ throttled: { times: few(random) } }),
  ({ shopify }, random) => shopify.misbehave({ tooManyOrders: { operation: CREATE, times: few(random) } }),
  ({ hkj }, random) => void hkj.misbehave({ status: 503, retryAfter: 1, times: few(random) }),
  ({ hkj }, random) => void hkj.misbehave({ dropAnswer: true, times: few(random) }),
  ({ hkj }, random) => void hkj.misbehave({ cut: true, times: few(random) }),
  ({ hkj }, random) => void hkj.misbehave({ garble: true, times: few(random) }),
];

/** After these the app looks for an order that is not there, for most of a minute, before it makes it again. */
const slow: Faults = [
  ({ shopify }) => shopify.misbehave({ serverError: { operation: CREATE, status: 502 } }),
  // What Shopify is asked now it does after the app has given up waiting.
  ({ shopify }) => {
    shopify.misbehave({ delayMs: HANG_MS });
    setTimeout(() => shopify.misbehave({ delayMs: 0 }), HANG_FOR_CALLS_MS);
  },
];

/**
 * Lets the partners misbehave, one way after another, until `over`; then they behave.
 * @param patient also in the ways that cost a lot of time. @returns how many faults it made.
 */
export async function makeTrouble(
  stage: Stage,
  random: Random,
  patient: boolean,
  over: () => boolean,
): Promise<number> {
  const { shopify, hkj } = stage;
  let made = 0;
  // Webhooks get lost, are repeated and come in the wrong order throughout.
  shopify.misbehave({ webhooks: { loseEvery: 11, repeatEvery: 7, delayEvery: 5 } });
  while (!over()) {
    // What nobody has met by now is forgotten. Faults must not pile up while the app waits, longer after each failure:
    // it would meet all of them at its next try, and wait again.
    shopify.misbehave(FORGOTTEN);
    hkj.behave();
    random.pick(patient && random.chance(SLOW_SHARE) ? slow : quick)(stage, random);
    made += 1;
    const { least, most } = CALLS_BETWEEN;
    const next = shopify.calls.total + random.between(least, most);
    const latest = performance.now() + LONGEST_QUIET_MS;
    while (!over() && shopify.calls.total < next && performance.now() < latest) await delay(10);
  }
  shopify.behave();
  hkj.behave();
  return made;
}
