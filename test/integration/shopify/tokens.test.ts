import { beforeEach, describe, expect, it } from "vitest";

import { ShopFactsDocument } from "../../../app/shopify/generated/admin";
import { SHOP, useShopifyHouse } from "./house";

const MINUTE = 60_000;
/** Real time and a shift: Shopify's library reads the real clock. */
let shift = 0;
const clock = {
  now: () => new Date(performance.timeOrigin + performance.now() + shift),
  advance: (ms: number) => void (shift += ms),
};
beforeEach(() => void (shift = 0));
const house = useShopifyHouse(clock);

const shopName = async (side = house as Pick<typeof house, "openAdmin">) =>
  (await side.openAdmin(SHOP).request(ShopFactsDocument, {})).shop.name;
const problems = () => house.database.db.problem.findMany({ select: { code: true, count: true, clearedAt: true } });

describe("a merchant who opens the app", () => {
  it("causes one exchange, however many loaders run in however many processes", async () => {
    const sides = [house, house.twin, house, house.twin, house, house.twin];
    const opened = await Promise.all(sides.map(({ app }) => app.requireAdmin(house.pageLoad())));
    expect(new Set(opened.map(({ shop }) => shop))).toEqual(new Set([SHOP]));
    expect(house.tokenCalls()).toBe(1);
    await expect(shopName()).resolves.toBe("Amman");
    await expect(shopName(house.twin)).resolves.toBe("Amman");
    expect(house.tokenCalls()).toBe(1);
  });

  it("gets the shop's facts read, and an entry in the activity", async () => {
    await house.app.requireAdmin(house.pageLoad());
    await house.app.requireAdmin(house.pageLoad());
    const jobs = await house.database.pool.query("select key from graphile_worker.jobs");
    expect(jobs.rows).toEqual([{ key: `shop.read:${SHOP}` }]);
    const activity = await house.database.db.activityEntry.findMany({ where: { shop: SHOP } });
    expect(activity.map(({ kind }) => kind)).toEqual(["installed"]);
  });
});

describe("an hour later", () => {
  beforeEach(async () => {
    await house.app.requireAdmin(house.pageLoad());
    clock.advance(58 * MINUTE);
  });

  it("six jobs in two processes cause one refresh, and all of them get their answer", async () => {
    const sides = [house, house.twin, house, house.twin, house, house.twin];
    await expect(Promise.all(sides.map((side) => shopName(side)))).resolves.toEqual(Array(6).fill("Amman"));
    expect(house.tokenCalls()).toBe(2);
  });

  it("a refresh whose answer was lost is simply made again", async () => {
    const { http } = house.effects;
    let lost = 0;
    house.effects.http = async (request) => {
      const answer = await http(request);
      if (request.url.endsWith("/access_token") && lost++ === 0) throw new Error("the answer was lost");
      return answer;
    };
    await expect(house.tokens.accessToken(SHOP)).rejects.toThrow("lost");
    await expect(shopName()).resolves.toBe("Amman");
  });
});

/** [n] as in usual-complaints.test.ts. */
describe("a token that stopped working before its time", () => {
  beforeEach(() => house.app.requireAdmin(house.pageLoad()));

  it("is refreshed at the first 401, and the call is made again", async () => {
    house.world.front(SHOP).tokens.expire();
    await expect(shopName()).resolves.toBe("Amman");
    expect(house.tokenCalls()).toBe(2);
  });

  it("that cannot be refreshed, as after an uninstall we never heard of, is told to the merchant; opening the app heals it [14]", async () => {
    house.world.revoke(SHOP);
    await expect(shopName()).rejects.toMatchObject({ code: "shopify.token_lost", kind: "final" });
    expect(await problems()).toEqual([{ code: "shopify.token_lost", count: 1, clearedAt: null }]);
    await house.app.requireAdmin(house.pageLoad());
    expect(await problems()).toEqual([{ code: "shopify.token_lost", count: 1, clearedAt: expect.any(Date) }]);
    await expect(shopName()).resolves.toBe("Amman");
  });
});
