import { deliversEvents } from "../channels/channel";
import type { ChannelRegistry } from "../channels/registry";
import { bookDelivery, requestDelivery } from "../connections/request-delivery";
import type { Effects } from "../platform/effects";
import type { TaskPayload } from "../platform/queue";
import { claimBatch } from "./claim";
import { stepImport } from "./import-step";
import { restOrBlock } from "./rest";
import { sendBatch } from "./send-batch";
import type { Run, Settlers } from "./settle";

export interface DrainOptions {
  /** At least 0, less than 1; spreads retries. */
  random?: () => number;
  /** After this long the run ends and asks for the next, so that no job runs for ever. */
  budgetMs?: number;
}

const BUDGET_MS = 60_000;

/**
 * Sends what waits for a connection, batch by batch, or by file where very much waits, until nothing does. Booked by
 * {@link requestDelivery}, one at a time a connection. Trouble with the channel is no failure of the job: the
 * connection rests and the next try is booked. A connection that is not active keeps what waits.
 * @throws what a settler throws for an event that cannot be settled, and the database's own errors: run it again.
 */
export async function drainOutbox(
  effects: Pick<Effects, "db" | "pool" | "sql" | "clock" | "http" | "sealer" | "log" | "metrics">,
  channels: ChannelRegistry,
  settlers: Settlers,
  payload: TaskPayload<"delivery.drain">,
  { random = Math.random, budgetMs = BUDGET_MS }: DrainOptions = {},
): Promise<void> {
  const { shop, connectionId } = payload;
  const [connection] = await effects.sql.$queryRaw<{ channel: string }[]>`
    select "channel" from "Connection" where "id" = ${connectionId}::uuid and "shop" = ${shop}`;
  const channel = connection && channels.get(connection.channel);
  if (!channel || !deliversEvents(channel)) return;
  const run: Run = { effects, settlers, channel };
  const end = effects.clock.now().getTime() + budgetMs;
  while (effects.clock.now().getTime() < end) {
    const file = await stepImport(run, channel, payload);
    if (file.kind === "trouble") return restOrBlock(run, file.connection, file.failure, random);
    if (file.kind === "moved") continue;
    const waiting = file.kind === "waiting";
    const claim = await claimBatch(effects, payload, channel.deliveryLimits, { listings: !waiting });
    if (claim.kind === "empty" && waiting) return bookDelivery(effects.sql, shop, connectionId, file.until);
    if (claim.kind !== "batch") return;
    const failure = await sendBatch(run, claim.connection, claim.rows);
    if (failure) return restOrBlock(run, claim.connection, failure, random);
    if (claim.last) return;
  }
  await requestDelivery(effects.sql, shop, connectionId);
}
