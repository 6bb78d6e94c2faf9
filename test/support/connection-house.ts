import { randomUUID } from "node:crypto";

import { beforeEach } from "vitest";

import type { ChannelRegistry } from "../../app/channels/registry";
import { type ConnectOutcome, connect } from "../../app/connections/connect";
import { type Connection, findConnection } from "../../app/connections/connection";
import type { Effects } from "../../app/platform/effects";
import { Failure } from "../../app/platform/failure";
import type { TestDatabase } from "./database";
import { testEffects } from "./effects";
import { FAKE_CREDENTIALS, type FakeChannel, fakeChannel, registryOf } from "./fake-channel";

/** A shop and a channel in memory, new for each test, and nothing between them yet. */
export interface ConnectionHouse {
  shop: string;
  channel: FakeChannel;
  effects: Effects;
  channels: () => ChannelRegistry;
  connectWith: (credentials?: Record<string, string>, baseUrl?: string) => Promise<ConnectOutcome>;
  /** The connection as it stands. */
  stored: () => Promise<Connection>;
  /** What the activity page says, oldest first. */
  kinds: () => Promise<string[]>;
  openProblems: () => Promise<string[]>;
  /** How many jobs of a task wait for a connection. */
  jobs: (task: string, connectionId: string) => Promise<number | undefined>;
}

/** Its functions may be taken out of it; what they speak of is always this test's. */
export function useConnectionHouse(database: TestDatabase): ConnectionHouse {
  const house = {
    channels: () => registryOf(house.channel),
    connectWith: (credentials = FAKE_CREDENTIALS, baseUrl) =>
      connect(house.effects, house.channels(), house.shop, "fake", { credentials, baseUrl }),
    async stored() {
      const connection = await findConnection(house.effects.db, house.shop, "fake");
      if (!connection) throw new Error("no connection");
      return connection;
    },
    async kinds() {
      const where = { shop: house.shop };
      const entries = await house.effects.db.activityEntry.findMany({ where, orderBy: { id: "asc" } });
      return entries.map(({ kind }) => kind);
    },
    async openProblems() {
      const problems = await house.effects.db.problem.findMany({ where: { shop: house.shop, clearedAt: null } });
      return problems.map(({ code }) => code);
    },
    async jobs(task, connectionId) {
      const [row] = await house.effects.db.$queryRaw<{ n: number }[]>`
        select count(*)::int as n
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = ${task} and j.payload ->> 'connectionId' = ${connectionId}`;
      return row?.n;
    },
  } as ConnectionHouse;
  beforeEach(() => {
    house.shop = `${randomUUID()}.myshopify.com`;
    house.channel = fakeChannel();
    house.effects = testEffects(database);
  });
  return house;
}

/** What a channel says that does not take the credentials any more. */
export function refused(): Failure {
  const params = { channel: "Fake" };
  return new Failure({ kind: "final", code: "channel.credentials_refused", message: "401", params });
}
