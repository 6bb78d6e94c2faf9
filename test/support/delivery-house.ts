import { randomUUID } from "node:crypto";

import type { OutboxEvent } from "@prisma/client";

import type { ProductUpserted } from "../../app/canonical/event";
import { type CanonicalProduct, canonicalProduct } from "../../app/canonical/product";
import type { Channel, Credentials, EventResult } from "../../app/channels/channel";
import { type Connection, findConnection } from "../../app/connections/connection";
import { connect } from "../../app/connections/connect";
import { type DrainOptions, drainOutbox } from "../../app/delivery/drain";
import type { FileItem } from "../../app/delivery/import-file";
import { type OutboxEntry, addToOutbox } from "../../app/delivery/outbox";
import { type SettledRow, type Settlers, oneByOne } from "../../app/delivery/settle";
import type { Effects } from "../../app/platform/effects";
import type { TestDatabase } from "./database";
import { type TestClock, testClock, testEffects } from "./effects";
import { FAKE_CREDENTIALS, type FakeChannel, fakeChannel, registryOf } from "./fake-channel";

/** Everything but the delivery of a shop that is connected to some channel. */
export interface Story {
  shop: string;
  clock: TestClock;
  effects: Effects;
  settlers: Settlers;
  /** What the settlers were told, in order. */
  settled: { row: SettledRow; result: EventResult }[];
  connection(): Promise<Connection>;
  /** The item's stock changed, and content where `product` is given: one more version of it goes into the outbox. */
  change(sku: string, stockQty: number, product?: Partial<CanonicalProduct>): Promise<void>;
  /** As {@link Story.change}, for a transaction of the test's own. */
  entry(sku: string, stockQty: number, product?: Partial<CanonicalProduct>): OutboxEntry;
  /** An order got a status; each waits under a key of its own. */
  tellStatus(order: string, version: number): Promise<void>;
  drain(options?: DrainOptions): Promise<void>;
  outbox(): Promise<OutboxEvent[]>;
  /** The outbox in short: "p-A-v1 sending". */
  states(): Promise<string[]>;
  /** What the settlers were told, in short: "p-A-v1 applied". */
  outcomes(): string[];
  /** Open problems. */
  problems(): Promise<{ code: string; severity: string }[]>;
  /** When the next delivery is booked; undefined: none is. */
  booked(): Promise<Date | undefined>;
}

export interface House extends Story {
  channel: FakeChannel;
  /** The stock the channel shows, by SKU. */
  onChannel(): Record<string, number>;
}

/** In milliseconds. */
export const minutes = (n: number): number => n * 60_000;

/** A shop that is connected to a channel in memory. */
export async function deliveryHouse(database: TestDatabase): Promise<House> {
  const channel = fakeChannel();
  return {
    ...(await deliveryStory(database, channel, FAKE_CREDENTIALS)),
    channel,
    onChannel: () => Object.fromEntries([...channel.products].map(([sku, { stockQty }]) => [sku, stockQty])),
  };
}

/** A shop that is connected to `channel`. */
export async function deliveryStory(
  database: TestDatabase,
  channel: Channel,
  credentials: Credentials,
): Promise<Story> {
  const shop = `${randomUUID()}.myshopify.com`;
  const clock = testClock();
  const effects = testEffects(database, { clock });
  await connect(effects, registryOf(channel), shop, channel.id, { credentials });
  const first = await findConnection(effects.db, shop, channel.id);
  if (!first) throw new Error("not connected");
  const connectionId = first.id;
  const settled: Story["settled"] = [];
  const settler = oneByOne(async (_tx, row, result) => void settled.push({ row, result }));
  const latest = new Map<string, FileItem>();
  const items: Settlers["items"] = async (_tx, _home, wanted) => wanted.flatMap((id) => latest.get(id) ?? []);
  const settlers: Settlers = { listing: settler, order: settler, items };
  const ids = new Map<string, string>();
  const versions = new Map<string, number>();
  const contents = new Map<string, Partial<CanonicalProduct>>();
  const subjectOf = (name: string): string => {
    const id = ids.get(name) ?? randomUUID();
    ids.set(name, id);
    return id;
  };
  const add = (entry: Omit<OutboxEntry, "shop" | "connectionId">): Promise<void> =>
    effects.db.$transaction((tx) => addToOutbox(tx, [{ ...entry, shop, connectionId }], clock.now()));

  const entry: Story["entry"] = (sku, stockQty, product) => {
    const version = (versions.get(sku) ?? 0) + 1;
    versions.set(sku, version);
    const subjectId = subjectOf(sku);
    contents.set(sku, { ...contents.get(sku), ...product });
    const event: ProductUpserted = {
      type: "product.upserted",
      eventId: `p-${sku}-v${version}`,
      occurredAt: clock.now().toISOString(),
      changed: product ? ["content", "stock"] : ["stock"],
      product: productOf(sku, stockQty, contents.get(sku) ?? {}),
    };
    latest.set(subjectId, { subjectId, letters: JSON.stringify(event).length, event });
    return { shop, connectionId, key: `listing:${subjectId}`, subjectKind: "listing", subjectId, event };
  };
  const outbox = () => effects.db.outboxEvent.findMany({ where: { connectionId }, orderBy: { id: "asc" } });

  return {
    shop,
    clock,
    effects,
    settlers,
    settled,
    connection: () => effects.db.connection.findUniqueOrThrow({ where: { id: connectionId } }),
    entry,
    change: async (sku, stockQty, product) => add(entry(sku, stockQty, product)),
    async tellStatus(order, version) {
      const subjectId = subjectOf(order);
      await add({
        key: `order:${subjectId}:${version}`,
        subjectKind: "order",
        subjectId,
        event: {
          type: "order.status_changed",
          eventId: `o-${order}-v${version}`,
          channelOrderId: order,
          occurredAt: clock.now().toISOString(),
          shopOrderId: "1",
          status: "shipped",
          tracking: null,
          noteEn: null,
          noteAr: null,
        },
      });
    },
    async drain(options = {}) {
      // As in the queue: a job that runs does not wait any more.
      await effects.db.$executeRaw`delete from graphile_worker._private_jobs where key = ${`delivery:${connectionId}`}`;
      await drainOutbox(
        effects,
        registryOf(channel),
        settlers,
        { shop, connectionId },
        { random: () => 0, ...options },
      );
    },
    outbox,
    states: async () => (await outbox()).map((row) => `${row.eventId} ${row.state}`),
    outcomes: () => settled.map(({ row, result }) => `${row.event.eventId} ${result.outcome}`),
    problems: () =>
      effects.db.problem.findMany({ where: { shop, clearedAt: null }, select: { code: true, severity: true } }),
    async booked() {
      const [job] = await effects.db.$queryRaw<{ runAt: Date }[]>`
        select run_at as "runAt" from graphile_worker.jobs where key = ${`delivery:${connectionId}`}`;
      return job?.runAt;
    },
  };
}

function productOf(sku: string, stockQty: number, product: Partial<CanonicalProduct>): CanonicalProduct {
  return canonicalProduct.parse({
    sku,
    externalId: "1",
    groupId: "1",
    barcode: null,
    titleEn: sku,
    titleAr: sku,
    brand: null,
    descriptionEn: null,
    descriptionAr: null,
    categoryPathEn: [],
    categoryPathAr: [],
    imageUrls: [],
    priceFils: 6250,
    compareAtPriceFils: null,
    stockQty,
    ...product,
  });
}
