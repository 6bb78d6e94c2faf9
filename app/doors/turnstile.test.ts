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
    const turnstile = createTurnstile(2, LONG);
    const all = ["a", "b", "c", "d"].map((name) => turnstile.pass(stays, work(name)));
    await settle("nobody");
    expect(begun).toEqual(["a", "b"]);
    await settle("a");
    expect(begun).toEqual(["a", "b", "d"]);
    for (const name of ["b", "d", "c"]) await settle(name);
    expect(await Promise.all(all)).toEqual(["a", "b", "c", "d"]);
  });

  it("passes over whoever has hung up meanwhile", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile(1, LONG);
    let hungUp = false;
    const first = turnstile.pass(stays, work("first"));
    const patient = turnstile.pass(stays, work("patient"));
    const impatient = turnstile.pass(() => hungUp, work("impatient"));
    hungUp = true;
    await settle("nobody");
    await settle("first");
    expect(begun).toEqual(["first", "patient"]);
    await settle("patient");
    expect(await Promise.all([first, patient, impatient])).toEqual(["first", "patient", undefined]);
  });

  it("lets nobody wait for longer than it says, and forgets them", async () => {
    const { begun, work, settle } = steps();
    const turnstile = createTurnstile(1, 1);
    const first = turnstile.pass(stays, work("first"));
    expect(await turnstile.pass(stays, work("late"))).toBeUndefined();
    await settle("first");
    expect(await first).toBe("first");
    expect(begun).toEqual(["first"]);
    expect(await turnstile.pass(stays, () => Promise.resolve("next"))).toBe("next");
  });

  it("keeps its turns when work fails", async () => {
    const turnstile = createTurnstile(1, LONG);
    await expect(turnstile.pass(stays, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turnstile.pass(stays, () => Promise.resolve("next"))).toBe("next");
  });
});
