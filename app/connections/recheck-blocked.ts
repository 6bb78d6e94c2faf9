/**
 * A blocked connection waits for its merchant, and asks the channel again by itself now and then: what was switched off
 * over there, or refused by mistake, may be mended there without a word to us. Hourly on the first day, then daily: a
 * refused key is no reason to knock without end.
 */
import type { ChannelRegistry } from "../channels/registry";
import type { DatabaseOrTransaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { enqueue } from "../platform/queue";
import { recheck } from "./replace-credential";

const HOUR_MS = 3_600_000;
const HOURLY_FOR = 24;

/** Asks for a check of every blocked connection whose turn it is. Called once an hour. */
export async function recheckDue(db: DatabaseOrTransaction, now: Date): Promise<void> {
  // Credentials that cannot be read any more have to be pasted; nothing would come of asking.
  const blocked = await db.connection.findMany({
    where: { state: "blocked", blockedReason: { path: ["code"], string_starts_with: "channel." } },
    select: { id: true, shop: true, troubleSince: true },
  });
  for (const { id: connectionId, shop, troubleSince } of blocked) {
    if (!isTurn(now.getTime() - (troubleSince ?? now).getTime())) continue;
    await enqueue(db, "connection.recheck", { shop, connectionId }, { key: `recheck:${connectionId}`, priority: 5 });
  }
}

/** @param age milliseconds since it was blocked */
function isTurn(age: number): boolean {
  const hours = Math.floor(age / HOUR_MS);
  return hours < HOURLY_FOR || hours % 24 === 0;
}

/** Does what the merchant's button does; a refusal leaves everything as it is. */
export async function recheckBlocked(
  effects: Pick<Effects, "db" | "clock" | "http" | "log" | "sealer">,
  channels: ChannelRegistry,
  { shop, connectionId }: { shop: string; connectionId: string },
): Promise<void> {
  const connection = await effects.db.connection.findFirst({ where: { id: connectionId, shop, state: "blocked" } });
  if (!connection) return;
  const outcome = await recheck(effects, channels, shop, connection.channel);
  if (!outcome.ok) effects.log.info({ shop, connectionId, code: outcome.code }, "a blocked connection stays blocked");
}
