import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

import { DEFAULT_BEHAVIOUR } from "../world/hkj/options";
import { type HkjShop, type HkjWorld, startHkjWorld } from "../world/hkj";

/** One HKJ for a test file, well-behaved at the start of each test, with a shop of its own for each. */
export function useHkj(): { world: HkjWorld; shop: HkjShop } {
  const holder = {} as { world: HkjWorld; shop: HkjShop };
  beforeAll(async () => {
    holder.world = await startHkjWorld();
  });
  beforeEach(() => {
    holder.shop = holder.world.provision();
  });
  afterEach(() => {
    holder.world.behave();
    Object.assign(holder.world.behaviour, DEFAULT_BEHAVIOUR);
  });
  afterAll(() => holder.world.close());
  return holder;
}
