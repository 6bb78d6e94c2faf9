import { describe, expect, it } from "vitest";

import { createTurnstile } from "./turnstile";

const stays = () => false;
const LONG = 60_000;

/** Work that ends when it is told. */
function steps() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  const settle = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, settle };
}

describe("the turnstile", () => {
  it("lets so many at work at once, and then the newest first", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile({ atOnce: 2, forOne: 2, patienceMs: LONG });
    const all = ["a", "b", "c", "d"].map((name) => turnstile.pass("shop", stays, work(name)));
    await settle("nobody");
    expect(begun).toEqual(["a", "b"]);
    await settle("a");
    expect(begun).toEqual(["a", "b", "d"]);
    for (const name of ["b", "d", "c"]) await settle(name);
    expect(await Promise.all(all)).toEqual(["a", "b", "c", "d"]);
  });

  it("passes over whoever has hung up meanwhile", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile({ atOnce: 1, forOne: 1, patienceMs: LONG });
    let hungUp = false;
    const first = turnstile.pass("shop", stays, work("first"));
    const patient = turnstile.pass("shop", stays, work("patient"));
    const impatient = turnstile.pass("shop", () => hungUp, work("impatient"));
    hungUp = true;
    await settle("nobody");
    await settle("first");
    expect(begun).toEqual(["first", "patient"]);
    await settle("patient");
    expect(await Promise.all([first, patient, impatient])).toEqual(["first", "patient", undefined]);
  });

  it("lets nobody wait for longer than it says, and forgets them", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile({ atOnce: 1, forOne: 1, patienceMs: 1 });
    const first = turnstile.pass("shop", stays, work("first"));
    expect(await turnstile.pass("shop", stays, work("late"))).toBeUndefined();
    await settle("first");
    expect(await first).toBe("first");
    expect(begun).toEqual(["first"]);
    expect(await turnstile.pass("shop", stays, () => Promise.resolve("next"))).toBe("next");
  });

  it("keeps its turns when work fails", async () => {
    const turnstile = createTurnstile({ atOnce: 1, forOne: 1, patienceMs: LONG });
    await expect(turnstile.pass("shop", stays, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turnstile.pass("shop", stays, () => Promise.resolve("next"))).toBe("next");
  });

  it("keeps turns for the others, however many calls are one owner's", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile({ atOnce: 3, forOne: 2, patienceMs: LONG });
    const crowd = ["c1", "c2", "c3", "c4"].map((name) => turnstile.pass("crowd", stays, work(name)));
    const other = turnstile.pass("other", stays, work("other"));
    await settle("nobody");
    expect(begun).toEqual(["c1", "c2", "other"]);
    await settle("other");
    expect(begun).toEqual(["c1", "c2", "other"]);
    for (const name of ["c1", "c2", "c4", "c3"]) await settle(name);
    expect(await Promise.all([...crowd, other])).toEqual(["c1", "c2", "c3", "c4", "other"]);
  });

  it("lets the owners in by turns, whoever of them has the longer line", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile({ atOnce: 1, forOne: 1, patienceMs: LONG });
    const names = ["a1", "a2", "a3", "a4", "b1", "b2", "c1"];
    const all = names.map((name) => turnstile.pass(name.charAt(0), stays, work(name)));
    for (const name of ["nobody", "a1", "a4", "b2", "c1", "a3", "b1", "a2"]) await settle(name);
    expect(begun).toEqual(["a1", "a4", "b2", "c1", "a3", "b1", "a2"]);
    expect(await Promise.all(all)).toEqual(names);
  });

  it("passes over an owner whose callers have all hung up", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile({ atOnce: 1, forOne: 1, patienceMs: LONG });
    const first = turnstile.pass("a", stays, work("first"));
    const gone = [1, 2].map(() => turnstile.pass("b", () => true, work("gone")));
    const last = turnstile.pass("c", stays, work("last"));
    for (const name of ["nobody", "first", "last"]) await settle(name);
    expect(begun).toEqual(["first", "last"]);
    expect(await Promise.all([first, ...gone, last])).toEqual(["first", undefined, undefined, "last"]);
  });
});
