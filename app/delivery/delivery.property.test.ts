import fc from "fast-check";
import { expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { type House, deliveryHouse } from "../../test/support/delivery-house";
import { batchRefused, unavailable } from "../../test/support/fake-channel";
import { pause, resume } from "../connections/lifecycle";
import { retryFailed } from "./retry-failed";

const database = useDatabase();
const SKUS = ["A", "B", "C", "D"];

/** What can go wrong in one delivery. */
const mishap = fc.constantFrom(
  "none",
  "no answer",
  "answer lost",
  "dies before settling",
  "dies after claiming",
  "batch refused",
  "some refused",
  "two at once",
  "paused",
);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("change" as const),
      sku: fc.constantFrom(...SKUS),
      content: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("drain" as const), mishap, size: fc.integer({ min: 1, max: 4 }) }),
  },
);

function died(): never {
  throw new Error("died");
}

/** Runs one delivery in which `what` happens. */
async function drain(house: House, what: string, during: () => Promise<void>): Promise<void> {
  const { channel, settlers } = house;
  const { listing } = settlers;
  const { sealer } = house.effects;
  const { deliver } = channel;
  let first = true;
  channel.deliver = async (context, events) => {
    const changes = first;
    first = false;
    if (changes) await during();
    return deliver(context, events);
  };
  if (what === "no answer")
    channel.before = () => {
      throw unavailable();
    };
  if (what === "answer lost")
    channel.after = () => {
      throw unavailable();
    };
  if (what === "dies before settling") settlers.listing = died;
  if (what === "dies after claiming") house.effects.sealer = { ...sealer, open: died };
  if (what === "batch refused") {
    channel.before = (events) => {
      if (events.length > 1) throw batchRefused();
    };
  }
  if (what === "some refused") {
    channel.refuse = (event) => ("changed" in event && event.changed.includes("content") ? "no" : undefined);
  }
  if (what === "paused") await pause(house.effects, house.shop, "fake");
  const runs = what === "two at once" ? [house.drain(), house.drain()] : [house.drain()];
  await Promise.all(runs.map((run) => run.catch((error: Error) => expect(error.message).toBe("died"))));
  if (what === "paused") await resume(house.effects, house.shop, "fake");
  Object.assign(channel, { deliver, before: () => undefined, after: () => undefined, refuse: () => undefined });
  settlers.listing = listing;
  house.effects.sealer = sealer;
  house.clock.advance(15 * 60_000);
}

it("ends with the newest of everything at the channel, and never goes a step back, whatever happens on the way", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const house = await deliveryHouse(database);
      const newest = new Map<string, { titleEn: string; stockQty: number }>();
      let stock = 0;
      const change = async (sku: string, content: boolean): Promise<void> => {
        stock += 1;
        const titleEn = content ? `${sku} ${stock}` : (newest.get(sku)?.titleEn ?? sku);
        newest.set(sku, { titleEn, stockQty: stock });
        await house.change(sku, stock, content ? { titleEn } : undefined);
      };
      for (const [index, next] of steps.entries()) {
        if (next.kind === "change") await change(next.sku, next.content);
        else {
          house.channel.limits(next.size);
          await drain(house, next.mishap, () => change(SKUS[index % SKUS.length] ?? "A", index % 2 === 0));
        }
      }
      const { id } = await house.connection();
      await house.effects.db.$transaction((tx) => retryFailed(tx, house.shop, id));
      for (let n = 0; n < 3; n += 1) {
        await house.drain();
        house.clock.advance(15 * 60_000);
      }
      expect(house.channel.products).toEqual(newest);
      // Stock only ever grows in this story: a step back would be seen.
      for (const sku of SKUS) {
        const told = house.channel.history.filter((entry) => entry.sku === sku).map((entry) => entry.stockQty);
        expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
      }
      expect(await house.outbox()).toEqual([]);
    }),
    { numRuns: 30 },
  );
}, 120_000);
