import { randomBytes, randomUUID } from "node:crypto";

import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { FAKE_CREDENTIALS, type FakeChannel, fakeChannel, registryOf } from "../../test/support/fake-channel";
import { createSealer } from "../platform/crypto";
import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";
import { findConnection } from "./connection";
import { connect } from "./connect";
import { block } from "./lifecycle";
import { recheckBlocked, recheckDue } from "./recheck-blocked";

const database = useDatabase();
const blockedAt = new Date("2026-11-21T09:00:00.000Z");
let shop: string;
let channel: FakeChannel;
let effects: Effects;

const stored = async () => {
  const connection = await findConnection(effects.db, shop, "fake");
  if (!connection) throw new Error("no connection");
  return connection;
};
const target = async () => ({ shop, connectionId: (await stored()).id });
const refusal = { ok: false, code: "channel.disabled", field: null, retryable: false, params: {} } as const;

async function blockedFor(code: string): Promise<void> {
  const failure = new Failure({ kind: "final", code, message: "refused", params: { channel: "Fake" } });
  const connection = await stored();
  await effects.db.$transaction((tx) => block(tx, connection, failure, blockedAt));
}

/** Whether an hourly look so many hours after the connection was blocked has it checked. */
async function isAsked(hours: number): Promise<boolean> {
  await effects.db.$executeRaw`
    delete from graphile_worker._private_jobs where "key" = ${`recheck:${(await stored()).id}`}`;
  await recheckDue(effects.db, new Date(blockedAt.getTime() + hours * 3_600_000 + 1_000));
  const [row] = await effects.db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from graphile_worker._private_jobs where "key" = ${`recheck:${(await stored()).id}`}`;
  return row?.n === 1;
}

beforeEach(async () => {
  shop = `${randomUUID()}.myshopify.com`;
  channel = fakeChannel();
  effects = testEffects(database);
  await connect(effects, registryOf(channel), shop, "fake", { credentials: FAKE_CREDENTIALS, baseUrl: undefined });
});

describe("a blocked connection", () => {
  it("is asked about hourly on the first day, then daily, for as long as it is blocked", async () => {
    expect(await isAsked(1)).toBe(false);
    await blockedFor("channel.credentials_refused");
    const answers: boolean[] = [];
    for (const hours of [1, 2, 23, 24, 25, 47, 48, 720]) answers.push(await isAsked(hours));
    expect(answers).toEqual([true, true, true, true, false, false, true, true]);
  });

  it("is not asked about where its credentials cannot be read: they have to be pasted", async () => {
    await blockedFor("crypto.unreadable");
    expect(await isAsked(1)).toBe(false);
  });

  it("goes on by itself when the channel takes its credentials again, and stays blocked until then", async () => {
    await blockedFor("channel.disabled");
    channel.check = refusal;
    await recheckBlocked(effects, registryOf(channel), await target());
    expect(await stored()).toMatchObject({ state: "blocked" });
    channel.check = { ok: true, findings: {} };
    await recheckBlocked(effects, registryOf(channel), await target());
    expect(await stored()).toMatchObject({ state: "active", troubleSince: null });
    expect(await effects.db.problem.count({ where: { shop, clearedAt: null } })).toBe(0);
  });

  it("is left alone when the merchant was faster", async () => {
    const before = channel.checks.length;
    await recheckBlocked(effects, registryOf(channel), await target());
    expect(channel.checks).toHaveLength(before);
  });

  it("of which the credentials cannot be opened any more is no failure of the job", async () => {
    await blockedFor("channel.disabled");
    const stranger = { ...effects, sealer: createSealer([{ id: "other", key: randomBytes(32) }]) };
    await recheckBlocked(stranger, registryOf(channel), await target());
    expect(await stored()).toMatchObject({ state: "blocked" });
  });
});
