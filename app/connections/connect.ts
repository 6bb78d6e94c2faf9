import { Prisma } from "@prisma/client";

import type { Channel, ChannelId, Credentials } from "../channels/channel";
import type { ChannelRegistry } from "../channels/registry";
import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { enqueue } from "../platform/queue";
import { acceptableBaseUrl } from "./base-url";
import { lockCatalog } from "./catalog-lock";
import { type Refusal, askChannel, readPasted, refusal } from "./check-credentials";
import { type Connection, ensureConnection } from "./connection";
import { hintsOf, openCredentials, sealCredentials } from "./credentials";
import { forgetWhatWasSent } from "./history";
import { LIVING, isAlive } from "./living";
import { clearProblem } from "./problems";
import { requestDelivery } from "./request-delivery";
import { readSettings } from "./settings";
import { credentialsProblem, deliveryProblem, takeStep } from "./transitions";
import { troubleEnds } from "./trouble";

export type ConnectOutcome = { ok: true } | Refusal;
type ConnectEffects = Pick<Effects, "db" | "clock" | "http" | "log" | "sealer">;

export interface ConnectRequest {
  credentials: Credentials;
  /** Another API base than the channel's own; left out or empty: the channel's own. */
  baseUrl?: string | undefined;
}

/**
 * Connects a shop to a channel: checks the credentials live and stores them sealed. Asking again with the same values
 * changes nothing. On a connection that is alive, new credentials replace the old ones; another API base is another
 * place and begins a new life. Whatever fails, nothing of what was pasted is stored and what ran before goes on.
 */
export async function connect(
  effects: ConnectEffects,
  channels: ChannelRegistry,
  shop: string,
  channelId: ChannelId,
  request: ConnectRequest,
): Promise<ConnectOutcome> {
  const channel = channels.get(channelId);
  if (!channel) return refusal("connection.unknown_channel", null);
  const pasted = readPasted(channel, request.credentials);
  if (!pasted.ok) return pasted;
  const baseUrl = readBaseUrl(channel, request.baseUrl);
  if (baseUrl === undefined) return refusal("connection.base_url_invalid", "baseUrl");

  const { credentials } = pasted;
  const before = await ensureConnection(effects.db, shop, channelId, effects.clock.now());
  const check = { from: ["draft", "disconnected"], to: "checking" } as const;
  await effects.db.$transaction((tx) => takeStep(tx, before, check, effects.clock.now()));
  const options = readSettings(before.settings).channel;
  const answer = await askChannel(effects, channel, { credentials, baseUrl, options });
  if (answer.ok) {
    await effects.db.$transaction((tx) =>
      store(effects, tx, before, { credentials, baseUrl, findings: answer.findings }),
    );
    return { ok: true };
  }
  const back = { from: ["checking"], to: before.connectedAt ? "disconnected" : "draft" } as const;
  await effects.db.$transaction((tx) => takeStep(tx, before, back, effects.clock.now()));
  const { code, field, params, retryable } = answer;
  return { ok: false, code, field, params, retryable };
}

/** null: the channel's own. undefined: not acceptable. */
function readBaseUrl(channel: Channel, given: string | undefined): string | null | undefined {
  if (!given?.trim()) return null;
  const url = acceptableBaseUrl(given, channel.defaultBaseUrl);
  return url === channel.defaultBaseUrl ? null : url;
}

interface Checked {
  credentials: Credentials;
  baseUrl: string | null;
  findings: Record<string, unknown>;
}

/**
 * Under the row's lock, so that of two connects at once the second finds the first one's work done. The catalogue's comes
 * before it, because a life may end here.
 */
async function store(
  effects: ConnectEffects,
  tx: Transaction,
  { id, shop }: Pick<Connection, "id" | "shop">,
  checked: Checked,
): Promise<void> {
  const now = effects.clock.now();
  await lockCatalog(tx, shop);
  await tx.$queryRaw`select 1 from "Connection" where "id" = ${id}::uuid for update`;
  const connection = await tx.connection.findUniqueOrThrow({ where: { id } });
  const alive = isAlive(connection.state);
  const sameLife = alive && connection.baseUrl === checked.baseUrl;
  const sameCredentials = sameLife && holds(effects, connection, checked.credentials);
  await takeStep(
    tx,
    connection,
    {
      from: ["draft", "checking", ...LIVING, "disconnected"],
      to: sameLife && connection.state === "paused" ? "paused" : "active",
      data: {
        credentials: sealCredentials(effects.sealer, id, checked.credentials),
        credentialHints: hintsOf(checked.credentials),
        baseUrl: checked.baseUrl,
        findings: checked.findings as Prisma.InputJsonObject,
        blockedReason: Prisma.DbNull,
        failures: 0,
        retryAt: null,
        ...(!sameLife && { generation: { increment: 1 }, connectedAt: now }),
      },
      ...(!sameCredentials && { activity: { kind: sameLife ? "credentials_replaced" : "connected" } }),
    },
    now,
  );
  await clearProblem(tx, connection.shop, credentialsProblem(id), now);
  await clearProblem(tx, connection.shop, deliveryProblem(id), now);
  if (!sameLife) {
    await forgetWhatWasSent(tx, connection);
    await enqueue(tx, "connection.started", { shop: connection.shop, connectionId: id }, { key: `started:${id}` });
  } else if (connection.state !== "paused") {
    await troubleEnds(tx, connection, now);
  }
  await requestDelivery(tx, connection.shop, id);
}

function holds(effects: Pick<Effects, "sealer">, connection: Connection, credentials: Credentials): boolean {
  try {
    const stored = openCredentials(effects.sealer, connection);
    const names = new Set([...Object.keys(stored), ...Object.keys(credentials)]);
    return [...names].every((name) => stored[name] === credentials[name]);
  } catch {
    return false; // unreadable ones are replaced like any others
  }
}
