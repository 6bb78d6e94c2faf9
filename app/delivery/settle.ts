import type { OrderStatusChanged, ProductRemoved, ProductUpserted } from "../canonical/event";
import type { Sku } from "../canonical/ids";
import type { Channel, DeliversEvents, EventResult } from "../channels/channel";
import { type Connection, lockConnection } from "../connections/connection";
import { clearProblem } from "../connections/problems";
import { deliveryProblem } from "../connections/transitions";
import { troubleEnds } from "../connections/trouble";
import { bulky } from "../platform/bulky";
import type { Statements } from "../platform/db";
import type { Effects } from "../platform/effects";
import { plainTransaction } from "../platform/sql";
import { type ClaimedEvent } from "./claim";
import { type Delivered, recordDelivered } from "./delivery-record";
import { type FileHead, type FileLists, dropFile, listsOf } from "./file-rows";
import { type FileItem, intoEvents } from "./import-file";
import type { SubjectKind } from "./outbox";

export interface SettledRow {
  shop: string;
  connectionId: string;
  subjectId: string;
  /** As it was sent; `eventVersion(event.eventId)` says which version of the subject the answer is about. */
  event: SettledEvent;
}

/** What of an event matters once it is answered: of a product, which it was. */
export type SettledEvent = SettledProduct<ProductUpserted> | SettledProduct<ProductRemoved> | OrderStatusChanged;
type SettledProduct<E extends ProductUpserted | ProductRemoved> = Pick<E, "type" | "eventId"> & {
  product: Pick<E["product"], "sku">;
};

export interface Answer {
  row: SettledRow;
  result: EventResult;
}

/**
 * Writes down what the channel made of events on the listings or orders they are about, in their order. A subject may have
 * changed since its event was made, and may be gone. Told the same results twice, it does the same as once.
 */
export type Settler = (tx: Statements, answers: readonly Answer[], now: Date) => Promise<void>;

/** What delivery has to know of subjects, from the rooms they live in. */
export interface Settlers extends Record<SubjectKind, Settler> {
  /**
   * Listings as they are now, in the order given, without those that are not to be sold; until the transaction ends nobody
   * changes them.
   */
  items: (
    tx: Statements,
    home: { shop: string; connectionId: string },
    subjectIds: readonly string[],
  ) => Promise<FileItem[]>;
}

export type SettleOne = (tx: Statements, row: SettledRow, result: EventResult, now: Date) => Promise<void>;

/** For subjects that never come in great numbers. */
export function oneByOne(settleOne: SettleOne): Settler {
  return async (tx, answers, now) => {
    for (const { row, result } of answers) await settleOne(tx, row, result, now);
  };
}

export interface Settled {
  row: Omit<ClaimedEvent, "event"> & { event: SettledEvent };
  result: EventResult;
}

/** What all steps of one delivery run need. */
export interface Run {
  effects: Pick<Effects, "db" | "pool" | "sql" | "clock" | "http" | "sealer" | "log" | "metrics">;
  settlers: Settlers;
  channel: Channel & DeliversEvents;
}

/**
 * Settles what the channel answered, all in one transaction; where that fails, each for itself, so that one that cannot
 * be settled holds up no other.
 * @throws what the last event that could not be settled threw; it is then sent, and settled, again.
 */
export async function settle(run: Run, connection: Connection, answered: readonly Settled[]): Promise<void> {
  if (answered.length === 0) return;
  try {
    await settleTogether(run, connection, answered);
  } catch (error) {
    if (answered.length === 1) throw error;
    const failures: unknown[] = [];
    for (const one of answered) {
      await settleTogether(run, connection, [one]).catch((reason: unknown) => failures.push(reason));
    }
    if (failures.length > 0) throw failures.at(-1);
  }
}

async function settleTogether(run: Run, connection: Connection, answered: readonly Settled[]): Promise<void> {
  const now = run.effects.clock.now();
  const alive = await plainTransaction(run.effects.pool, async (tx) => {
    // Locks in the order of a claim, so that two runs at once wait for each other and never in a circle.
    await lockConnection(tx, connection);
    const ours = await stillOurs(tx, answered);
    for (const kind of ["listing", "order"] as const) {
      const answers = ours.flatMap(({ row, result }): Answer[] => {
        const { subjectKind, subjectId, event } = row;
        if (subjectKind !== kind) return [];
        return [{ row: { shop: connection.shop, connectionId: connection.id, subjectId, event }, result }];
      });
      if (answers.length > 0) await run.settlers[kind](tx, answers, now);
    }
    await keepRefused(tx, ours);
    await dropTaken(tx, ours);
    await markHealthy(tx, connection, now);
    await recordDelivered(tx, connection, deliveredOf(ours), now);
    return ours;
  });
  for (const { row, result } of alive) measure(run, result.outcome, row.changedAt, now);
}

function deliveredOf(settled: readonly Settled[]): Delivered {
  const items = settled.filter(({ row }) => row.subjectKind === "listing");
  const taken = items.filter(({ result }) => result.outcome !== "refused");
  const removed = taken.filter(({ row }) => row.event.type === "product.removed").length;
  return { sent: taken.length - removed, removed, refused: items.length - taken.length };
}

function measure({ effects, channel: { id: channel } }: Run, outcome: string, changedAt: Date, now: Date): void {
  effects.metrics.eventsSettled.inc({ channel, outcome });
  if (outcome === "refused") return;
  effects.metrics.freshnessSeconds.observe({ channel }, Math.max(0, (now.getTime() - changedAt.getTime()) / 1000));
}

/**
 * Settles the listings of a file that the channel is through with, as applied, and ends the file. Those at the places
 * `doubtful` go out once more, as events. Does nothing for a file that is gone, or was uploaded anew.
 */
export async function settleFile(
  run: Run,
  connection: Connection,
  file: FileHead,
  doubtful: ReadonlySet<number>,
): Promise<void> {
  const now = run.effects.clock.now();
  const taken = await plainTransaction(run.effects.pool, async (tx) => {
    const lists = await listsOf(tx, file);
    if (!lists) return 0;
    const answers = takenOf(connection, lists, doubtful);
    // The catalogue's lock, which this takes, comes first (import-file.ts); without doubts it is not needed.
    const again = lists.subjects.filter((_, index) => doubtful.has(index));
    const items = again.length > 0 ? await run.settlers.items(tx, file, again) : [];
    await lockConnection(tx, connection);
    if (!(await dropFile(tx, file))) return 0;
    await run.settlers.listing(tx, answers, now);
    await dropRefusedBefore(tx, connection, answers);
    await intoEvents(tx, file, items, now);
    await markHealthy(tx, connection, now);
    await recordDelivered(tx, connection, { sent: answers.length, removed: 0, refused: 0 }, now);
    return answers.length;
  });
  for (let n = 0; n < taken; n += 1) measure(run, "applied", file.createdAt, now);
}

function takenOf({ id: connectionId, shop }: Connection, lists: FileLists, doubtful: ReadonlySet<number>): Answer[] {
  return lists.subjects.flatMap((subjectId, index): Answer[] => {
    if (doubtful.has(index)) return [];
    const eventId = lists.eventIds[index] ?? "";
    const event = { type: "product.upserted", eventId, product: { sku: (lists.skus[index] ?? "") as Sku } } as const;
    return [{ row: { shop, connectionId, subjectId, event }, result: { eventId, outcome: "applied", message: null } }];
  });
}

/** What was refused of a listing before the channel took all of it is history. */
async function dropRefusedBefore(tx: Statements, { id }: Connection, answers: readonly Answer[]): Promise<void> {
  const ids = answers.map(({ row }) => row.subjectId);
  await tx.$executeRaw`
    delete from "OutboxEvent" where "subjectKind" = 'listing' and "subjectId" = any(${bulky(ids)}::uuid[])
      and "connectionId" = ${id}::uuid and "type" = 'product.upserted' and "state" = 'failed'`;
}

/** Rows that nobody has claimed again, settled or dropped while the channel was thinking. */
async function stillOurs(tx: Statements, answered: readonly Settled[]): Promise<Settled[]> {
  const ids = answered.map(({ row }) => row.id);
  const rows = await tx.$queryRaw<{ id: string; attempts: number }[]>`
    select "id"::text as "id", "attempts" from "OutboxEvent" where "id" = any(${bulky(ids)}::bigint[]) and "state" = 'sending'
    order by "OutboxEvent"."id" for update`;
  const attempts = new Map(rows.map((row) => [row.id, row.attempts]));
  return answered.filter(({ row }) => attempts.get(String(row.id)) === row.attempts);
}

/** A refused event waits for the merchant, or for a newer one of its key to take over; of two refused, the newer one. */
async function keepRefused(tx: Statements, settled: readonly Settled[]): Promise<void> {
  const refused = settled.filter(({ result }) => result.outcome === "refused");
  if (refused.length === 0) return;
  const ids = refused.map(({ row }) => row.id);
  const words = refused.map(({ result }) => result.message);
  await tx.$executeRaw`
    update "OutboxEvent" r set "state" = 'failed', "error" = w.words
    from unnest(${bulky(ids)}::bigint[], ${words}::text[]) as w(id, words) where r."id" = w.id`;
  await tx.$executeRaw`
    delete from "OutboxEvent" f using "OutboxEvent" r
    where r."id" = any(${bulky(ids)}::bigint[]) and f."subjectKind" = r."subjectKind" and f."subjectId" = r."subjectId"
      and f."connectionId" = r."connectionId" and f."key" = r."key" and f."state" = 'failed' and f."id" < r."id"`;
}

/**
 * With what was taken goes what was refused earlier of the same key, or of the same order, whose statuses each have a key
 * of their own: sent again later, it would be a step back. A status that was skipped tells the channel nothing, and takes
 * over from none.
 */
async function dropTaken(tx: Statements, settled: readonly Settled[]): Promise<void> {
  const taken = settled.filter(({ result }) => result.outcome !== "refused");
  const ids = taken.map(({ row }) => row.id);
  if (ids.length === 0) return;
  const told = taken.filter(({ result }) => result.outcome !== "skipped").map(({ row }) => row.id);
  await tx.$executeRaw`
    delete from "OutboxEvent" f using "OutboxEvent" t
    where t."id" = any(${bulky(ids)}::bigint[]) and f."subjectKind" = t."subjectKind" and f."subjectId" = t."subjectId"
      and f."connectionId" = t."connectionId" and f."state" = 'failed' and f."id" < t."id"
      and (f."key" = t."key" or (f."subjectKind" = 'order' and t."id" = any(${bulky(told)}::bigint[])))`;
  await tx.$executeRaw`delete from "OutboxEvent" where "id" = any(${bulky(ids)}::bigint[])`;
}

async function markHealthy(tx: Statements, connection: Connection, now: Date): Promise<void> {
  const { id, shop } = connection;
  await tx.$executeRaw`
    update "Connection" set "lastDeliveredAt" = ${now}, "failures" = 0, "retryAt" = null, "updatedAt" = ${now}
    where "id" = ${id}::uuid and "shop" = ${shop}`;
  if (connection.troubleSince) await troubleEnds(tx, connection, now);
  if (connection.failures > 0) await clearProblem(tx, shop, deliveryProblem(id), now);
}
