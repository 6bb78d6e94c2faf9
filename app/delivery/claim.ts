import { Prisma } from "@prisma/client";

import { type CanonicalEvent, canonicalEvent } from "../canonical/event";
import { type Connection, lockedConnection } from "../connections/connection";
import { requestDelivery } from "../connections/request-delivery";
import type { Statements } from "../platform/db";
import type { Effects } from "../platform/effects";
import { plainTransaction } from "../platform/sql";
import type { SubjectKind } from "./outbox";

/** An outbox row that is being sent. */
export interface ClaimedEvent {
  id: bigint;
  key: string;
  subjectKind: SubjectKind;
  subjectId: string;
  /** This claim included. Also the fence: a later claim of the same row counts on, and only its result counts. */
  attempts: number;
  /** When the change happened in the shop. */
  changedAt: Date;
  event: CanonicalEvent;
}

export type Claim =
  /** The connection is not active: everything waits. */
  | { kind: "closed" }
  /** The channel asked for a rest, or is in trouble; the next delivery is booked. */
  | { kind: "later" }
  | { kind: "empty" }
  /** last: when these are settled nothing is left but what is added meanwhile, which asks for a delivery of its own. */
  | { kind: "batch"; connection: Connection; rows: ClaimedEvent[]; last: boolean };

export interface BatchLimits {
  maxEvents: number;
  maxBytes: number;
}

/** An event that was sent this often in vain is suspected to be the reason: it goes alone, and lets others pass. */
export const SUSPECT_AFTER = 8;

/** What the envelope and the channel's own field names may add to an event's own size. */
const ENVELOPE_BYTES = 256;

interface Row extends Omit<ClaimedEvent, "event"> {
  state: "pending" | "sending";
  payload: Prisma.JsonValue;
}

const COLUMNS = Prisma.sql`
  "id"::text as "id", "key", "subjectKind", "subjectId", "state", "attempts", "changedAt", "payload"`;

/** A statement past Prisma gives whole numbers of eight bytes as text. */
type AsRead<T extends { id: bigint }> = Omit<T, "id"> & { id: string };

function read<T extends { id: bigint }>(rows: readonly AsRead<T>[]): T[] {
  return rows.map((row) => ({ ...row, id: BigInt(row.id) }) as unknown as T);
}

/**
 * Takes the next batch of a connection's events, marking it `sending`, or says why there is none.
 *
 * Rows found in `sending` were left by a process that died or met trouble: they go first, as they are. The connection's
 * row is locked while claiming, so that of two deliveries at once (a process that was taken for dead and was not) the
 * second sees what the first one has in hand and sends the same, never something newer of the same key. While the
 * channel is in trouble batches halve with every failure, down to one event.
 * @param listings false: pending changes of listings wait, for a file (import-file.ts)
 */
export async function claimBatch(
  effects: Pick<Effects, "pool" | "clock" | "log">,
  target: { shop: string; connectionId: string },
  limits: BatchLimits,
  { listings } = { listings: true },
): Promise<Claim> {
  const { shop, connectionId } = target;
  return plainTransaction(effects.pool, async (tx): Promise<Claim> => {
    const connection = await lockedConnection(tx, { id: connectionId, shop });
    if (connection?.state !== "active") return { kind: "closed" };
    if (connection.retryAt && connection.retryAt > effects.clock.now()) {
      await requestDelivery(tx, shop, connectionId, connection.retryAt);
      return { kind: "later" };
    }
    const size = Math.max(1, Math.floor(limits.maxEvents / 2 ** connection.failures));
    const { rows: next, found } = await nextRows(tx, connection, size, listings);
    if (next.length === 0) return { kind: "empty" };
    const readable = await withoutUnreadable(effects, tx, await withWhatWasRefused(tx, next));
    const batch = firstBytes(readable, limits.maxBytes);
    const ids = batch.map((row) => row.id);
    await tx.$executeRaw`
      update "OutboxEvent" set "state" = 'sending', "attempts" = "attempts" + 1
      where "id" = any(${ids}) and "shop" = ${shop}`;
    const rows = batch.map(({ bytes: _bytes, state: _state, ...row }) => ({ ...row, attempts: row.attempts + 1 }));
    // Only if all of these are new: an event that was in `sending` before may have held others back, and those are left. So
    // are others while the channel is in trouble.
    const allNew = connection.failures === 0 && next.every(({ state }) => state === "pending");
    const last = listings && allNew && found < size && batch.length === next.length;
    return { kind: "batch", connection, rows, last };
  });
}

/**
 * Oldest first: what was being sent, then what is pending. A suspect holds back later events of the same thing only.
 * It is tried when nothing else is left, or, alone, as soon as the channel is known to take other events.
 */
async function nextRows(tx: Statements, connection: Connection, size: number, listings: boolean): Promise<Found> {
  if (connection.failures === 0) {
    const suspect = await oneSuspect(tx, connection.id);
    if (suspect.found > 0) return suspect;
  }
  const sending = await unsuspected(tx, connection.id, "sending", size, true);
  const left = size - sending.found;
  const pending = left > 0 ? await unsuspected(tx, connection.id, "pending", left, listings) : { rows: [], found: 0 };
  const found = sending.found + pending.found;
  return found > 0 ? { rows: [...sending.rows, ...pending.rows], found } : oneSuspect(tx, connection.id);
}

interface Found {
  rows: Row[];
  /** How many there were. Of several, some may have been dropped before they were locked. */
  found: number;
}

/** Events whose order matters: of one listing or order, and of one SKU, which may pass from a listing to another. */
const SAME_THING = Prisma.sql`(
  s."subjectId" = e."subjectId" or s."payload" -> 'product' ->> 'sku' = e."payload" -> 'product' ->> 'sku')`;

/**
 * Of one key, an event goes out when the answer to the one before is settled: if that was refused, the next one has to
 * carry its changes too. Read under lock: the event of a pending row may be replaced by a newer one at any moment. They are
 * locked in the order of their keys, as whoever adds events does (outbox.ts): two who lock the same rows in different orders
 * would wait for each other.
 */
async function unsuspected(
  tx: Statements,
  connectionId: string,
  state: string,
  size: number,
  listings: boolean,
): Promise<Found> {
  for (;;) {
    const ids = await oldest(tx, connectionId, state, size, listings);
    const rows = await locked(tx, ids, state);
    // Where all of them were dropped meanwhile, others may wait behind them.
    if (rows.length > 0 || ids.length === 0) return { rows, found: ids.length };
  }
}

async function oldest(
  tx: Statements,
  connectionId: string,
  state: string,
  size: number,
  listings: boolean,
): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select e."id"::text as "id" from "OutboxEvent" e
    where "connectionId" = ${connectionId}::uuid and "state" = ${state} and "attempts" < ${SUSPECT_AFTER}
      and (${listings} or "subjectKind" <> 'listing')
      and not exists (
        select 1 from "OutboxEvent" s
        where s."connectionId" = e."connectionId" and s."state" = 'sending' and s."id" < e."id"
          and (s."key" = e."key" or (s."attempts" >= ${SUSPECT_AFTER} and ${SAME_THING})))
    order by e."id" limit ${size}`;
  return rows.map(({ id }) => BigInt(id));
}

/** Oldest first. */
async function locked(tx: Statements, ids: readonly bigint[], state: string): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<AsRead<Row>[]>`
    select ${COLUMNS} from "OutboxEvent" where "id" = any(${ids}) and "state" = ${state} order by "key" for update`;
  return read<Row>(rows).sort((a, b) => Number(a.id - b.id));
}

async function oneSuspect(tx: Statements, connectionId: string): Promise<Found> {
  const rows = await tx.$queryRaw<AsRead<Row>[]>`
    select ${COLUMNS} from "OutboxEvent" e
    where "connectionId" = ${connectionId}::uuid and "state" = 'sending' and "attempts" >= ${SUSPECT_AFTER}
      and not exists (
        select 1 from "OutboxEvent" s
        where s."connectionId" = e."connectionId" and s."state" = 'sending' and ${SAME_THING} and s."id" < e."id")
    order by "attempts", e."id" limit 1 for update of e`;
  return { rows: read<Row>(rows), found: rows.length };
}

/** Adds to each update what an earlier, refused one of its key had changed: the channel does not have that yet. */
async function withWhatWasRefused(tx: Statements, rows: readonly Row[]): Promise<Row[]> {
  const ids = rows.map((row) => row.id);
  const merged = await tx.$queryRaw<{ id: string; payload: Prisma.JsonValue }[]>`
    update "OutboxEvent" n set "payload" = jsonb_set(n."payload", '{changed}', (
      select jsonb_agg(distinct aspect)
      from jsonb_array_elements((n."payload" -> 'changed') || (f."payload" -> 'changed')) as aspect))
    from "OutboxEvent" f
    where n."id" = any(${ids}) and n."state" = 'pending' and n."type" = 'product.upserted'
      and f."subjectKind" = n."subjectKind" and f."subjectId" = n."subjectId"
      and f."connectionId" = n."connectionId" and f."key" = n."key" and f."id" < n."id"
      and f."state" = 'failed' and f."type" = 'product.upserted'
    returning n."id"::text as "id", n."payload"`;
  const payloads = new Map(merged.map((row) => [row.id, row.payload]));
  return rows.map((row) => ({ ...row, payload: payloads.get(String(row.id)) ?? row.payload }));
}

interface Sized extends ClaimedEvent {
  state: Row["state"];
  bytes: number;
}

/** An event an older version of this program stored in a shape this one does not know cannot be sent: it is set aside. */
async function withoutUnreadable(
  effects: Pick<Effects, "log">,
  tx: Statements,
  rows: readonly Row[],
): Promise<Sized[]> {
  const readable: Sized[] = [];
  for (const { payload, ...row } of rows) {
    const event = canonicalEvent.safeParse(payload);
    if (event.success) {
      const bytes = Buffer.byteLength(JSON.stringify(event.data)) + ENVELOPE_BYTES;
      readable.push({ ...row, event: event.data, bytes });
      continue;
    }
    effects.log.error({ outboxEvent: String(row.id) }, "a stored event cannot be read; it is set aside");
    await tx.$executeRaw`update "OutboxEvent" set "state" = 'failed', "error" = null where "id" = ${row.id}`;
  }
  return readable;
}

/** As many from the front as fit, at least one. */
function firstBytes(rows: readonly Sized[], maxBytes: number): Sized[] {
  let total = 0;
  const end = rows.findIndex((row, index) => {
    total += row.bytes;
    return index > 0 && total > maxBytes;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}
