import { Prisma } from "@prisma/client";

import type { EventResult } from "../channels/channel";
import { clearProblem, raiseProblem } from "../connections/problems";
import { requestFeedback } from "../connections/request-feedback";
import { eventVersion } from "../delivery/event-version";
import type { Answer, SettleOne, SettledEvent, SettledRow, Settler } from "../delivery/settle";
import { bulky, column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import { cutText } from "../platform/text";
import { markStale } from "./stale";

const MOST_OF_A_MESSAGE = 300;

/**
 * Writes down what the channel made of events of listings (the states are in catalog/listing-change.ts).
 * An answer about an older version than the listing's says only that the channel knows the SKU; the newer event is on
 * its way. "skipped" of a complete record means that the item is not there, and counts as refused; of a removal it means
 * that it is gone already. The channel's own words are shown on the item.
 */
export const settleListings: Settler = async (tx, answers, now) => {
  // One statement settles what was taken, in the order of ids. With others among them that order is made sure of first.
  if (answers.some((answer) => !isTaken(answer))) await lockListings(tx, answers);
  const taken = new Map<string, Answer>();
  for (const answer of answers) {
    const { subjectId } = answer.row;
    // Answers about one listing go one after the other: a statement does not see what it writes itself.
    if (isTaken(answer) && !taken.has(subjectId)) {
      taken.set(subjectId, answer);
      continue;
    }
    await confirm(tx, [...taken.values()], now);
    taken.clear();
    await settleListing(tx, answer.row, answer.result, now);
  }
  await confirm(tx, [...taken.values()], now);
};

/** {@link settleListings} for a single answer. */
export const settleListing: SettleOne = async (tx, row, result, now) => {
  const { event } = row;
  const version = eventVersion(event.eventId);
  if (event.type === "order.status_changed" || version === undefined) return;
  if (event.type === "product.removed") return settleRemoval(tx, row, { event, version }, result, now);
  if (isTaken({ row, result })) await confirm(tx, [{ row, result }], now);
  else await refuse(tx, row, Prisma.sql`"version" = ${version}`, result, now);
};

async function lockListings(tx: Statements, answers: readonly Answer[]): Promise<void> {
  const ids = answers.map(({ row }) => row.subjectId);
  await tx.$queryRaw`
    select 1 from "Listing" where "id" = any(${bulky(ids)}::uuid[]) and "shop" = ${answers[0]?.row.shop}
    order by "id" for update`;
}

/** The channel has the whole record now. */
function isTaken({ row, result }: Answer): boolean {
  const { type, eventId } = row.event;
  const { outcome } = result;
  if (type !== "product.upserted" || eventVersion(eventId) === undefined) return false;
  return outcome === "applied" || outcome === "duplicate";
}

/**
 * One statement for all, because a first sync settles as many as the shop has variants. Rows are locked in the order of
 * their ids, as whoever writes listings does (write-changes.ts).
 */
async function confirm(tx: Statements, answers: readonly Answer[], now: Date): Promise<void> {
  const taken = answers.toSorted(({ row: a }, { row: b }) => (a.subjectId < b.subjectId ? -1 : 1));
  const [first] = taken;
  if (!first) return;
  const { shop, connectionId } = first.row;
  const ids = taken.map(({ row }) => row.subjectId);
  const versions = taken.map(({ row }) => eventVersion(row.event.eventId) ?? 0);
  const skus = taken.map(({ row: { event } }) => (event.type === "order.status_changed" ? "" : event.product.sku));
  await tx.$executeRaw`
    with told as (
      select * from unnest(${column(ids, "uuid")}, ${column(versions, "int")}, ${column(skus, "text")}) as told(id, version, sku)
    ), l as (
      update "Listing" l set
        "sentVersion" = greatest(l."sentVersion", told.version), "sentAt" = ${now}, "sentSku" = told.sku, "updatedAt" = ${now},
        "state" = case when l."version" = told.version then 'synced' else l."state" end,
        "reason" = case when l."version" = told.version then null else l."reason" end,
        "reasonParams" = case when l."version" = told.version then null else l."reasonParams" end
      from told where l."id" = told.id and l."shop" = ${shop}
      returning l."variantId", told.sku)
    update "SkuHistory" h set "sentAt" = ${now} from l
    where h."connectionId" = ${connectionId}::uuid and h."sku" = l.sku and h."variantId" = l."variantId"`;
}

interface Versioned<E extends SettledEvent> {
  event: E;
  version: number;
}

type Removal = Extract<SettledEvent, { type: "product.removed" }>;

async function refuse(
  tx: Statements,
  { shop, connectionId, subjectId }: SettledRow,
  stillSo: Prisma.Sql,
  { outcome, message }: EventResult,
  now: Date,
): Promise<void> {
  const reason = outcome === "skipped" ? "catalog.event_skipped" : "catalog.event_refused";
  const params = JSON.stringify({ message: words(message) });
  await tx.$executeRaw`
    update "Listing" set "state" = 'failed', "reason" = ${reason}, "reasonParams" = ${params}::jsonb, "updatedAt" = ${now}
    where "id" = ${subjectId}::uuid and "shop" = ${shop} and ${stillSo}`;
  await requestFeedback(tx, shop, connectionId, now);
}

async function settleRemoval(
  tx: Statements,
  row: SettledRow,
  { event, version }: Versioned<Removal>,
  result: EventResult,
  now: Date,
): Promise<void> {
  const { shop, connectionId, subjectId } = row;
  const { sku } = event.product;
  const [listing] = await tx.$queryRaw<{ title: string; sku: string; sold: boolean }[]>`
    select "title", "sku", "record" is not null as "sold" from "Listing"
    where "id" = ${subjectId}::uuid and "shop" = ${shop}`;
  if (!listing) return;
  const gone = result.outcome !== "refused";
  if (gone) {
    // Whoever it was sent for: the SKU may have passed on before it was taken away. Answers come in the order of events, so
    // nobody's later item under it is forgotten with it.
    await tx.$executeRaw`
      update "SkuHistory" set "sentAt" = null
      where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "sku" = ${sku}`;
    await tx.$executeRaw`
      update "Listing" set "sentSku" = null, "updatedAt" = ${now}
      where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "sentSku" = ${sku}
        and ("id" = ${subjectId}::uuid or "sku" = ${sku})`;
  }
  const key = `listing:${subjectId}:sku`;
  if (gone) await clearProblem(tx, shop, key, now);
  if (!listing.sold) {
    // Whatever was read of it meanwhile: the channel has it still. Unless what it has is another listing's by now.
    const stillSo = Prisma.sql`"record" is null and not exists (
      select 1 from "Listing" o
      where o."connectionId" = ${connectionId}::uuid and o."sku" = ${sku} and o."record" is not null)`;
    if (!gone) return refuse(tx, row, stillSo, result, now);
    await tx.$executeRaw`
      update "Listing" set "sentVersion" = ${version}, "sentAt" = ${now}, "updatedAt" = ${now}
      where "id" = ${subjectId}::uuid and "shop" = ${shop} and "sentVersion" < ${version}`;
    return endRefusal(tx, row, sku, now);
  }
  // The listing is sold on under another SKU: the old one is no state of it.
  if (gone || sku === listing.sku) return;
  const params = { item: listing.title, sku, message: words(result.message) };
  await raiseProblem(tx, { shop, connectionId, key, code: "catalog.old_sku_stays", params, severity: "warning" }, now);
}

/** An earlier removal of the SKU was refused while this one waited: the channel has nothing of the listing any more. */
async function endRefusal(
  tx: Statements,
  { shop, connectionId, subjectId }: SettledRow,
  sku: string,
  now: Date,
): Promise<void> {
  const freed = await tx.$queryRaw<{ productId: string }[]>`
    update "Listing" l set "state" = 'removed', "reason" = null, "reasonParams" = null, "updatedAt" = ${now}
    where l."id" = ${subjectId}::uuid and l."shop" = ${shop} and l."state" = 'failed' and l."record" is null
      and not exists (
        select 1 from "OutboxEvent" o
        where o."subjectKind" = 'listing' and o."subjectId" = l."id" and o."connectionId" = ${connectionId}::uuid
          and o."type" = 'product.removed' and o."state" = 'failed' and o."payload" -> 'product' ->> 'sku' <> ${sku})
    returning l."productId"`;
  if (freed.length === 0) return;
  // Why it left, the next reading of its product tells.
  const marks = freed.map(({ productId }) => ({ productId, changedAt: now }));
  await markStale(tx, shop, marks, now);
  await requestFeedback(tx, shop, connectionId, now);
}

function words(message: string | null): string {
  return cutText(message ?? "", MOST_OF_A_MESSAGE);
}
