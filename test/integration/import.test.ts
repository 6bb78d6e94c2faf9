import { beforeEach, describe, expect, it } from "vitest";

import { type Channel, deliversEvents, importsCatalog } from "../../app/channels/channel";
import { createHkj } from "../../app/channels/hkj/channel";
import { disconnect } from "../../app/connections/lifecycle";
import { SUSPECT_AFTER } from "../../app/delivery/claim";
import { IMPORT_FROM, addFile } from "../../app/delivery/import-file";
import { addToOutbox } from "../../app/delivery/outbox";
import { useDatabase } from "../support/database";
import { type Story, deliveryStory } from "../support/delivery-house";
import { unavailable } from "../support/fake-channel";
import { useHkj } from "../support/hkj-world";

const database = useDatabase();
const hkj = useHkj();
let story: Story;

const MANY = IMPORT_FROM + 200;
const atHkj = () => new Map(hkj.world.catalog(hkj.shop).map(({ sku, stock_qty }) => [sku, stock_qty]));
/** Apart from those that the check of the credentials tried. */
const eventsSeen = () => {
  const ids = hkj.world.received(hkj.shop).map(({ envelope }) => String(envelope["event_id"]));
  return new Set(ids.filter((id) => /^p-.*-v\d+$/.test(id)));
};
const batches = () => [...hkj.shop.batches.values()];

const add = (count: number, prefix = "SKU") =>
  story.effects.db.$transaction((tx) =>
    addToOutbox(
      tx,
      Array.from({ length: count }, (_, n) => story.entry(`${prefix}-${n}`, n % 50)),
      story.clock.now(),
    ),
  );

/** As the queue would run it, until nothing is booked that moves. */
async function deliver(drains = 12, restMs = 31_000) {
  for (let n = 0; n < drains; n += 1) {
    await story.drain();
    const files = await database.db.importFile.count({ where: { shop: story.shop } });
    if (files === 0 && (await story.outbox()).every(({ state }) => state === "failed")) return;
    story.clock.advance(restMs);
  }
}

/** A file of its own for so many listings, as a sync would write it. */
async function file(count: number, prefix: string) {
  const home = await story.connection();
  const subjects = Array.from({ length: count }, (_, n) => story.entry(`${prefix}-${n}`, n).subjectId);
  await story.effects.db.$transaction((tx) => addFile(tx, home, subjects, story.clock.now()));
}

/** Only what is booked: nobody comes to help. */
async function deliverBooked(drains = 12) {
  for (let n = 0; n < drains && (await story.booked()); n += 1) {
    await story.drain();
    story.clock.advance(31_000);
  }
}

beforeEach(async () => {
  story = await deliveryStory(database, createHkj({ defaultBaseUrl: hkj.world.baseUrl }), {
    apiKey: hkj.shop.apiKey,
    signingSecret: hkj.shop.signingSecret,
  });
});

describe("a large backlog", () => {
  it("goes as a file, and every item is settled", async () => {
    await add(MANY);
    await deliver();
    expect(batches()).toMatchObject([{ total_rows: MANY, status: "done" }]);
    expect(eventsSeen().size).toBe(0);
    expect(atHkj().size).toBe(MANY);
    expect(story.outcomes()).toHaveLength(MANY);
    expect(new Set(story.outcomes().map((one) => one.split(" ")[1]))).toEqual(new Set(["applied"]));
  });

  it("goes in batches up to the threshold", async () => {
    await add(IMPORT_FROM);
    await deliver();
    expect(batches()).toEqual([]);
    expect(atHkj().size).toBe(IMPORT_FROM);
  });

  it("lets what changes meanwhile have the last word, and the status of an order pass", async () => {
    await add(MANY);
    await story.drain();
    await story.change("SKU-7", 777);
    await story.tellStatus("HKJ-1", 1);
    await story.drain();
    // HKJ knows no such order.
    expect(story.outcomes()).toEqual(["o-HKJ-1-v1 refused"]);
    expect(atHkj().get("SKU-7")).toBe(7);
    await deliver();
    expect(atHkj().get("SKU-7")).toBe(777);
    expect(story.outcomes().indexOf("p-SKU-7-v1 applied")).toBeLessThan(story.outcomes().indexOf("p-SKU-7-v2 applied"));
  });

  it("tells each refused item in the channel's words, by an event of its own", async () => {
    hkj.shop.refusedSkus.set("SKU-500", "'title_ar' is required");
    await add(MANY);
    await deliver();
    const refused = story.settled.filter(({ result }) => result.outcome === "refused");
    expect(refused.map(({ row, result }) => [row.event.eventId, result.message])).toEqual([
      ["p-SKU-500-v1", "'title_ar' is required"],
    ]);
    // And those of the rows beside it.
    expect(eventsSeen().size).toBe(3);
    expect(atHkj().size).toBe(MANY - 1);
    expect(await story.states()).toEqual(["p-SKU-500-v1 failed"]);
  });

  it("asks about every item by itself where the import names not every row it refused", async () => {
    for (let n = 0; n < 300; n += 1) hkj.shop.refusedSkus.set(`SKU-${n}`, "no");
    await add(MANY);
    await deliver();
    expect(eventsSeen().size).toBe(MANY);
    expect(story.outcomes().filter((one) => one.endsWith("refused"))).toHaveLength(300);
    expect(atHkj().size).toBe(MANY - 300);
  });

  it("is written as a file at once by whoever changes very many, and overtakes what waits of them", async () => {
    await story.change("SKU-3", 1);
    const home = await story.connection();
    const entries = Array.from({ length: 30 }, (_, n) => story.entry(`SKU-${n}`, 100 + n));
    const subjects = entries.map(({ subjectId }) => subjectId);
    await story.effects.db.$transaction((tx) => addFile(tx, home, subjects, story.clock.now()));
    expect(await story.states()).toEqual([]);
    await deliver();
    expect([batches().length, eventsSeen().size]).toEqual([1, 0]);
    expect(atHkj().get("SKU-3")).toBe(103);
  });

  it("waits for what is being sent in a batch, and takes what changed until then", async () => {
    await story.change("SKU-3", 1);
    hkj.world.misbehave({ on: "events", dropAnswer: true });
    await story.drain();
    expect(await story.states()).toEqual(["p-SKU-3-v1 sending"]);
    const home = await story.connection();
    const { subjectId } = story.entry("SKU-3", 2);
    await story.effects.db.$transaction((tx) => addFile(tx, home, [subjectId], story.clock.now()));
    story.entry("SKU-3", 3);
    story.clock.advance(31_000);
    await story.drain();
    expect(batches()).toHaveLength(1);
    await deliver();
    expect(atHkj().get("SKU-3")).toBe(3);
    expect(story.outcomes()).toEqual(["p-SKU-3-v1 applied", "p-SKU-3-v3 applied"]);
  });
});

describe("an import in trouble", () => {
  it.each([
    ["the upload is not answered", { dropAnswer: true }],
    ["the upload is cut", { cut: true }],
    ["the channel asks for patience", { status: 429, retryAfter: 20 }],
    ["the channel is down for a moment", { status: 503, times: 2 }],
    ["the answer is unreadable", { garble: true }],
    ["it cannot be asked about for a moment", { status: 502, after: 1, times: 2 }],
  ])("ends right when %s", async (_when, rule) => {
    hkj.world.misbehave({ on: "bulk", ...rule });
    await add(MANY);
    await deliver();
    expect(atHkj().size).toBe(MANY);
    expect(story.outcomes()).toHaveLength(MANY);
    expect(eventsSeen().size).toBe(0);
    expect(await database.db.importFile.count({ where: { shop: story.shop } })).toBe(0);
  });

  it("is uploaded although an event never gets an answer, which is found to be the reason then", async () => {
    const { apiKey, signingSecret } = hkj.shop;
    const channel = createHkj({ defaultBaseUrl: hkj.world.baseUrl });
    if (!deliversEvents(channel)) throw new Error("HKJ takes events");
    const real = channel.deliver.bind(channel);
    channel.deliver = async (context, events) => {
      if (events.some(({ eventId }) => eventId === "p-BAD-v1")) throw unavailable();
      return real(context, events);
    };
    story = await deliveryStory(database, channel, { apiKey, signingSecret });
    await story.change("BAD", 1);
    for (let n = 0; n <= SUSPECT_AFTER; n += 1) {
      await story.drain();
      story.clock.advance(16 * 60_000);
    }
    expect(await story.states()).toEqual(["p-BAD-v1 sending"]);
    const home = await story.connection();
    const subjects = ["ONE", "BAD", "TWO"].map((sku) => story.entry(sku, 5).subjectId);
    await story.effects.db.$transaction((tx) => addFile(tx, home, subjects, story.clock.now()));
    await deliver(12, 16 * 60_000);
    expect(batches().map(({ total_rows }) => total_rows)).toEqual([2, 1]);
    expect(story.outcomes()).toEqual(["p-ONE-v1 applied", "p-TWO-v1 applied", "p-BAD-v1 refused", "p-BAD-v2 applied"]);
    expect(await story.outbox()).toEqual([]);
  });

  it("is given up at once when the channel refuses the file, and the next file has its turn", async () => {
    await file(3, "ONE");
    await file(2, "TWO");
    hkj.world.misbehave({ on: "bulk", status: 400 });
    await story.drain();
    expect(batches()).toMatchObject([{ total_rows: 2 }]);
    expect(eventsSeen()).toEqual(new Set(["p-ONE-0-v1", "p-ONE-1-v1", "p-ONE-2-v1"]));
  });

  it.each([
    ["takes no file", { status: 400, times: Infinity }],
    ["never takes a file", { status: 503, times: Infinity }],
  ])("goes out in batches when the channel %s", async (_when, rule) => {
    hkj.world.misbehave({ on: "bulk", ...rule });
    await add(MANY);
    await deliver();
    expect(batches()).toEqual([]);
    expect(atHkj().size).toBe(MANY);
    expect(story.outcomes()).toHaveLength(MANY);
  });

  it("is uploaded again when it failed there, and goes out in batches when it fails for good", async () => {
    await add(MANY);
    await story.drain();
    const [first] = batches();
    Object.assign(first ?? {}, { status: "failed", retriable: true });
    story.clock.advance(31_000);
    await story.drain();
    story.clock.advance(31_000);
    await story.drain();
    expect(batches()).toHaveLength(2);
    Object.assign(batches()[1] ?? {}, { status: "failed", retriable: false });
    await deliver();
    expect(batches()).toHaveLength(2);
    expect(eventsSeen().size).toBe(MANY);
    expect(atHkj().size).toBe(MANY);
  });

  it("survives a death at any point", async () => {
    await add(MANY);
    // Died after the upload, before its answer was stored.
    await story.drain();
    await database.db.importFile.updateMany({ where: { shop: story.shop }, data: { importId: null, pollAt: null } });
    await story.drain();
    expect(batches()).toHaveLength(2);
    await deliver();
    expect(story.outcomes()).toHaveLength(MANY);
    expect(await story.outbox()).toEqual([]);
    expect(await database.db.importFile.count({ where: { shop: story.shop } })).toBe(0);
  });

  it("is not settled by the end of an import when another process has uploaded it anew meanwhile", async () => {
    const real = createHkj({ defaultBaseUrl: hkj.world.baseUrl });
    if (!importsCatalog(real)) throw new Error("HKJ takes files");
    const settledAtEnds: number[] = [];
    const readImport: typeof real.readImport = async (...given) => {
      const progress = await real.readImport(...given);
      if (progress.state !== "finished") return progress;
      settledAtEnds.push(story.outcomes().length);
      if (settledAtEnds.length > 1) return progress;
      await database.db.importFile.updateMany({ where: { shop: story.shop }, data: { tries: { increment: 1 } } });
      return progress;
    };
    const channel = Object.assign(Object.create(real) as Channel, { readImport });
    const { apiKey, signingSecret } = hkj.shop;
    story = await deliveryStory(database, channel, { apiKey, signingSecret });
    await add(MANY);
    await deliver();
    expect(settledAtEnds).toEqual([0, 0]);
    expect(story.outcomes()).toHaveLength(MANY);
  });

  it("goes out in batches when its listings cannot be settled together", async () => {
    const { listing } = story.settlers;
    story.settlers.listing = async (tx, answers, now) => {
      if (answers.length > 100) throw new Error("one of them is odd");
      await listing(tx, answers, now);
    };
    await add(MANY);
    await deliver();
    expect(eventsSeen().size).toBe(MANY);
    expect(story.outcomes()).toHaveLength(MANY);
    expect(await story.outbox()).toEqual([]);
  });

  it("is given up when it stands still", async () => {
    await add(MANY);
    await story.drain();
    hkj.world.misbehave({
      on: "bulk",
      times: Infinity,
      status: 200,
      body: JSON.stringify({ status: "started", total_rows: MANY, processed_rows: 3, error_rows: 0 }),
    });
    story.clock.advance(60_000);
    await story.drain();
    story.clock.advance(31 * 60_000);
    await story.drain();
    expect(eventsSeen().size).toBe(MANY);
    expect(await story.outbox()).toEqual([]);
  });

  it("stops the connection when the key is refused, and goes on from there", async () => {
    await add(MANY);
    hkj.world.misbehave({ on: "bulk", status: 401 });
    await story.drain();
    expect(await story.connection()).toMatchObject({ state: "blocked" });
    await database.db.connection.updateMany({ where: { shop: story.shop }, data: { state: "active" } });
    await deliver();
    expect(atHkj().size).toBe(MANY);
  });

  it("is not begun for a connection that was closed meanwhile", async () => {
    const home = await story.connection();
    const { subjectId } = story.entry("SKU-1", 1);
    await story.effects.db.$transaction((tx) => addFile(tx, home, [subjectId], story.clock.now()));
    const { items } = story.settlers;
    story.settlers.items = async (tx, ...rest) => {
      await disconnect(story.effects, story.shop, "hkj");
      return items(tx, ...rest);
    };
    await story.drain();
    expect([batches().length, atHkj().size]).toEqual([0, 0]);
  });

  it("remembers of what is too much for the file what an earlier upload had of it", async () => {
    const home = await story.connection();
    const subjects = ["A", "B"].map((sku, n) => story.entry(sku, n).subjectId);
    await story.effects.db.$transaction((tx) => addFile(tx, home, subjects, story.clock.now()));
    hkj.world.misbehave({ on: "bulk", dropAnswer: true });
    await story.drain();
    // One of the two is as long as a file may be by now.
    const { items } = story.settlers;
    story.settlers.items = async (...given) =>
      (await items(...given)).map((item, index) => (index === 0 ? { ...item, letters: 10_000_000 } : item));
    story.clock.advance(31_000);
    await story.drain();
    const [, rest] = await database.db.importFile.findMany({ where: { shop: story.shop }, orderBy: { id: "asc" } });
    expect(rest).toMatchObject({ subjects: [subjects[1]], skus: ["B"], tries: 0 });
  });

  describe("that was given up by a job whose time was over then", () => {
    beforeEach(async () => {
      await file(3, "ONE");
      await story.drain();
      Object.assign(batches()[0] ?? {}, { status: "failed", retriable: false });
      story.clock.advance(31_000);
      const { items } = story.settlers;
      story.settlers.items = async (...given) => {
        story.settlers.items = items;
        story.clock.advance(60_000);
        return items(...given);
      };
      await story.drain();
      expect((await story.states()).sort()).toEqual(["p-ONE-0-v1 sending", "p-ONE-1-v1 sending", "p-ONE-2-v1 sending"]);
    });

    it("is followed by the next file", async () => {
      await file(2, "TWO");
      await deliverBooked();
      expect(await database.db.importFile.count({ where: { shop: story.shop } })).toBe(0);
      expect([...atHkj().keys()].sort()).toEqual(["ONE-0", "ONE-1", "ONE-2", "TWO-0", "TWO-1"]);
    });

    it("is followed by what changed of its listings meanwhile", async () => {
      await story.change("ONE-1", 7);
      await deliverBooked();
      expect(await story.states()).toEqual([]);
      expect(atHkj().get("ONE-1")).toBe(7);
    });
  });

  it("is forgotten with its connection", async () => {
    await add(MANY);
    await story.drain();
    await disconnect(story.effects, story.shop, "hkj");
    expect(await database.db.importFile.count({ where: { shop: story.shop } })).toBe(0);
    expect(await story.outbox()).toEqual([]);
  });
});

it("is no way for a channel that takes none: its listings go out in batches", async () => {
  const taking = ["startImport", "readImport", "importLimits"];
  const whole = Object.entries(createHkj({ defaultBaseUrl: hkj.world.baseUrl }));
  const channel = Object.fromEntries(whole.filter(([name]) => !taking.includes(name))) as unknown as Channel;
  story = await deliveryStory(database, channel, {
    apiKey: hkj.shop.apiKey,
    signingSecret: hkj.shop.signingSecret,
  });
  const home = await story.connection();
  const subjects = Array.from({ length: 30 }, (_, n) => story.entry(`SKU-${n}`, n).subjectId);
  await story.effects.db.$transaction((tx) => addFile(tx, home, subjects, story.clock.now()));
  await deliver();
  expect([batches().length, eventsSeen().size, atHkj().size]).toEqual([0, 30, 30]);
});
