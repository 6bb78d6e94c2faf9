import { type Connection, Prisma } from "@prisma/client";

import type { ChannelId } from "../channels/channel";
import { randomToken } from "../platform/crypto";
import type { DatabaseOrTransaction, Statements } from "../platform/db";
import { columnsOf } from "../platform/sql";

export type { Connection };

/** What each means, and what leads from one to the next, is described in lifecycle.ts. */
export type ConnectionState = "draft" | "checking" | "active" | "paused" | "blocked" | "disconnected";

/** The shop's connection to a channel, whatever its state. */
export async function findConnection(
  db: DatabaseOrTransaction,
  shop: string,
  channelId: ChannelId,
): Promise<Connection | null> {
  return db.connection.findUnique({ where: { shop_channel: { shop, channel: channelId } } });
}

/**
 * The connection an outbound URL belongs to, for the channel's own calls. One that was never connected or is
 * disconnected has no secret to check a call with, and is as unknown as a wrong token.
 */
export async function findByToken(db: Statements, channelId: ChannelId, token: string): Promise<Connection | null> {
  // Anything else is no token of ours, and may hold what the database does not take.
  if (!TOKEN.test(token)) return null;
  const [found] = await db.$queryRaw<Connection[]>`
    select ${COLUMNS} from "Connection"
    where "token" = ${token} and "channel" = ${channelId} and "credentials" is not null and "state" <> 'disconnected'`;
  return found ?? null;
}

/** Whoever changes a connection's outbox rows other than by adding to them locks the connection first. */
export async function lockConnection(tx: Statements, { id, shop }: Pick<Connection, "id" | "shop">): Promise<void> {
  await tx.$queryRaw`select 1 from "Connection" where "id" = ${id}::uuid and "shop" = ${shop} for update`;
}

/** The same, and the connection as it stands then. */
export async function lockedConnection(
  tx: Statements,
  { id, shop }: Pick<Connection, "id" | "shop">,
): Promise<Connection | undefined> {
  const [row] = await tx.$queryRaw<Connection[]>`
    select ${COLUMNS} from "Connection" where "id" = ${id}::uuid and "shop" = ${shop} for update`;
  return row;
}

const COLUMNS = columnsOf(Prisma.ConnectionScalarFieldEnum);
const TOKEN = /^[A-Za-z0-9_-]{1,100}$/;

/** The shop's connection, made as a draft when there is none: its outbound URL can be shown before it is connected. */
export async function ensureConnection(
  db: DatabaseOrTransaction,
  shop: string,
  channelId: ChannelId,
  now: Date,
): Promise<Connection> {
  // ON CONFLICT DO NOTHING: of two first visits at once, one makes it and both get it. (Prisma's upsert can fail there.)
  const data = { shop, channel: channelId, token: randomToken(), createdAt: now };
  await db.connection.createMany({ data, skipDuplicates: true });
  return db.connection.findUniqueOrThrow({ where: { shop_channel: { shop, channel: channelId } } });
}
