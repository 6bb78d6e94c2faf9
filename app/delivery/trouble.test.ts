import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { type House, deliveryHouse, minutes } from "../../test/support/delivery-house";
import { registryOf, unavailable } from "../../test/support/fake-channel";
import { pause, resume } from "../connections/lifecycle";
import { replaceCredential } from "../connections/replace-credential";
import { Failure } from "../platform/failure";

const database = useDatabase();
let house: House;

beforeEach(async () => {
  house = await deliveryHouse(database);
});

const activity = async (kind: string) => house.effects.db.activityEntry.findMany({ where: { shop: house.shop, kind } });

describe("a channel in trouble", () => {
  it("gets the same ids again after a rest that doubles, and is told of once it is no hiccup", async () => {
    await house.change("A", 1);
    house.channel.after = () => {
      throw unavailable();
    };
    const start = house.clock.now().getTime();
    await house.drain();
    expect(await house.connection()).toMatchObject({ failures: 1, retryAt: new Date(start + 1_000) });
    expect(await house.booked()).toEqual(new Date(start + 1_000));
    expect(await house.problems()).toEqual([]);
    house.clock.advance(1_000);
    await house.drain();
    expect(await house.booked()).toEqual(new Date(start + 3_000));
    expect(await house.problems()).toEqual([{ code: "connection.delivery_delayed", severity: "warning" }]);
    expect(await activity("delivery_delayed")).toHaveLength(1);
    house.channel.after = () => undefined;
    house.clock.advance(2_000);
    await house.drain();
    expect(house.outcomes()).toEqual(["p-A-v1 duplicate"]);
    expect(await house.problems()).toEqual([]);
    expect(await house.connection()).toMatchObject({ failures: 0, retryAt: null });
  });

  it("is left alone until its rest is over, whatever else changes meanwhile", async () => {
    await house.change("A", 1);
    house.channel.before = () => {
      throw unavailable({ retryAfterMs: minutes(5) });
    };
    const until = new Date(house.clock.now().getTime() + minutes(5));
    await house.drain();
    expect(await house.problems()).toHaveLength(1);
    await house.change("B", 1);
    expect(await house.booked()).not.toEqual(until);
    await house.drain();
    expect(house.channel.batches).toHaveLength(1);
    expect(await house.booked()).toEqual(until);
  });

  it("is asked with ever smaller batches, and becomes critical in the end", async () => {
    for (let n = 0; n < 8; n += 1) await house.change(`S${n}`, 1);
    house.channel.limits(8);
    house.channel.before = () => {
      throw unavailable();
    };
    for (let n = 0; n < 10; n += 1) {
      await house.drain();
      house.clock.advance(minutes(15));
    }
    expect(house.channel.batches.map((batch) => batch.length)).toEqual([8, 4, 2, 1, 1, 1, 1, 1, 1, 1]);
    expect(await house.problems()).toEqual([{ code: "connection.delivery_delayed", severity: "critical" }]);
    house.channel.before = () => undefined;
    await house.drain();
    expect(Object.keys(house.onChannel())).toHaveLength(8);
    expect(await house.problems()).toEqual([]);
  });

  it("that answers for other events than it was sent is in trouble too", async () => {
    await house.change("A", 1);
    house.channel.deliver = async () => [];
    await house.drain();
    expect(await house.states()).toEqual(["p-A-v1 sending"]);
    expect(await house.connection()).toMatchObject({ failures: 1 });
  });

  it("is forgotten when the merchant pauses and resumes", async () => {
    await house.change("A", 1);
    house.channel.before = () => {
      throw unavailable();
    };
    for (let n = 0; n < 3; n += 1) {
      await house.drain();
      house.clock.advance(minutes(60));
    }
    expect(await house.problems()).toHaveLength(1);
    await pause(house.effects, house.shop, "fake");
    await resume(house.effects, house.shop, "fake");
    expect(await house.problems()).toEqual([]);
  });

  it("has everything compared once it is over, if it lasted long", async () => {
    const compared = async () => {
      const rows = await house.effects.db.$queryRaw<object[]>`
        select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'catalog.reconcile' and j.payload ->> 'shop' = ${house.shop}`;
      return rows.length;
    };
    for (const [lasted, expected] of [
      [minutes(3), 0],
      [minutes(12), 1],
    ] as const) {
      await house.change("A", expected);
      house.channel.before = () => {
        throw unavailable();
      };
      await house.drain();
      house.channel.before = () => undefined;
      house.clock.advance(lasted);
      await house.drain();
      expect(await house.connection()).toMatchObject({ troubleSince: null, failures: 0 });
      expect(await compared()).toBe(expected);
    }
  });
});

describe("refused credentials", () => {
  const refuse = (code: string) => () => {
    throw new Failure({ kind: "final", code, message: "401", params: { channel: "Fake" } });
  };

  it.each(["channel.credentials_refused", "channel.disabled"])(
    "stop the connection (%s) and lose nothing",
    async (code) => {
      await house.change("A", 1);
      house.channel.before = refuse(code);
      await house.drain();
      expect(await house.connection()).toMatchObject({ state: "blocked", blockedReason: { code } });
      expect(await house.problems()).toEqual([{ code, severity: "critical" }]);
      await house.change("A", 2);
      await house.drain();
      expect(house.channel.batches).toHaveLength(1);
      house.channel.before = () => undefined;
      const channels = registryOf(house.channel);
      await replaceCredential(house.effects, channels, house.shop, "fake", { apiKey: "ik_live_rotated00" });
      await house.drain();
      expect(house.onChannel()).toEqual({ A: 2 });
      expect(await house.problems()).toEqual([]);
    },
  );

  it("that were replaced while the channel was answering do not stop the new ones", async () => {
    await house.change("A", 1);
    const { deliver } = house.channel;
    house.channel.deliver = async () => {
      house.channel.deliver = deliver;
      const channels = registryOf(house.channel);
      await replaceCredential(house.effects, channels, house.shop, "fake", { apiKey: "ik_live_rotated00" });
      return refuse("channel.credentials_refused")();
    };
    await house.drain();
    expect(await house.connection()).toMatchObject({ state: "active" });
    await house.drain();
    expect(house.onChannel()).toEqual({ A: 1 });
  });

  it("that nobody can read any more stop the connection", async () => {
    await house.change("A", 1);
    const { id } = await house.connection();
    await house.effects.db.connection.update({ where: { id }, data: { credentials: "gone.a.b.c" } });
    await house.drain();
    expect(await house.connection()).toMatchObject({ state: "blocked", blockedReason: { code: "crypto.unreadable" } });
  });
});
