import { type MockInstance, afterEach, beforeEach, expect, vi } from "vitest";

// What the app complains about on the console is a failure.
const methods = ["error", "warn"] as const;

let spies: [string, MockInstance][] = [];

beforeEach(() => {
  spies = methods.map((method) => [method, vi.spyOn(console, method)]);
});

afterEach(() => {
  for (const [method, spy] of spies) {
    const { calls } = spy.mock;
    spy.mockRestore();
    expect(calls, `console.${method} was called`).toEqual([]);
  }
});
