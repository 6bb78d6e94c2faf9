import { Prisma } from "@prisma/client";

import type { ChannelId, Credentials } from "../channels/channel";
import type { ChannelRegistry } from "../channels/registry";
import type { Effects } from "../platform/effects";
import { type Refusal, askChannel, readPasted, refusal } from "./check-credentials";
import { type Connection, findConnection } from "./connection";
import { hintsOf, openCredentials, sealCredentials } from "./credentials";
import { clearProblem } from "./problems";
import { requestDelivery } from "./request-delivery";
import { readSettings } from "./settings";
import { credentialsProblem, deliveryProblem, takeStep } from "./transitions";
import { troubleEnds } from "./trouble";

type ReplaceEffects = Pick<Effects, "db" | "clock" | "http" | "log" | "sealer">;

/**
 * Replaces some of a connection's credentials (a key or secret that was rotated at the channel), after a live check of
 * the whole set. A blocked connection goes on with what waited; a paused one stays paused. On any refusal the old
 * credentials stay. Credentials of another account there belong to a new connection: disconnect first.
 */
export async function replaceCredential(
  effects: ReplaceEffects,
  channels: ChannelRegistry,
  shop: string,
  channelId: ChannelId,
  given: Partial<Credentials>,
): Promise<{ ok: true } | Refusal> {
  return checkAndStore(effects, channels, { shop, channelId, given, replaced: true });
}

/** Asks the channel once more about the credentials it refused before, for when it was mended over there. */
export async function recheck(
  effects: ReplaceEffects,
  channels: ChannelRegistry,
  shop: string,
  channelId: ChannelId,
): Promise<{ ok: true } | Refusal> {
  return checkAndStore(effects, channels, { shop, channelId, given: {}, replaced: false });
}

interface Wanted {
  shop: string;
  channelId: ChannelId;
  given: Partial<Credentials>;
  replaced: boolean;
}

async function checkAndStore(
  effects: ReplaceEffects,
  channels: ChannelRegistry,
  { shop, channelId, given, replaced }: Wanted,
): Promise<{ ok: true } | Refusal> {
  const channel = channels.get(channelId);
  if (!channel) return refusal("connection.unknown_channel", null);
  const connection = await findConnection(effects.db, shop, channelId);
  if (!connection || connection.credentials === null) return refusal("connection.not_connected", null);
  const pasted = readPasted(channel, { ...storedOrNone(effects, connection), ...filled(given) });
  if (!pasted.ok) return pasted;

  const { credentials } = pasted;
  const options = readSettings(connection.settings).channel;
  const answer = await askChannel(effects, channel, { credentials, baseUrl: connection.baseUrl, options });
  if (!answer.ok) {
    const { code, field, params, retryable } = answer;
    return { ok: false, code, field, params, retryable };
  }
  const now = effects.clock.now();
  const stored = await effects.db.$transaction(async (tx) => {
    const to = connection.state === "paused" ? "paused" : "active";
    const data = {
      credentials: sealCredentials(effects.sealer, connection.id, credentials),
      credentialHints: hintsOf(credentials),
      findings: answer.findings as Prisma.InputJsonObject,
      blockedReason: Prisma.DbNull,
      failures: 0,
      retryAt: null,
    };
    // The one check was of these credentials with those that were stored: only if they still are.
    const only = { credentials: connection.credentials };
    const kind = replaced ? ("credentials_replaced" as const) : ("resumed" as const);
    const activity = replaced || connection.state === "blocked" ? { activity: { kind } } : {};
    const from = to === "paused" ? (["paused"] as const) : (["active", "blocked"] as const);
    if (!(await takeStep(tx, connection, { from, to, data, only, ...activity }, now))) return false;
    await clearProblem(tx, shop, credentialsProblem(connection.id), now);
    await clearProblem(tx, shop, deliveryProblem(connection.id), now);
    if (to === "active") await troubleEnds(tx, connection, now);
    await requestDelivery(tx, shop, connection.id);
    return true;
  });
  return stored ? { ok: true } : { ...refusal("connection.changed_meanwhile", null), retryable: true };
}

/** Unreadable ones count as none: then all have to be pasted. */
function storedOrNone(effects: Pick<Effects, "sealer">, connection: Connection): Credentials {
  try {
    return openCredentials(effects.sealer, connection);
  } catch {
    return {};
  }
}

/** A field left empty keeps what is stored. */
function filled(given: Partial<Credentials>): Credentials {
  const entries = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim()));
  return Object.fromEntries(entries);
}
