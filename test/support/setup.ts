import { afterEach, beforeEach, expect, vi } from "vitest";

// What the app complains about on the console is a failure, unless the test expects it: it then mocks the method itself.
const methods = ["error", "warn"] as const;

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of methods) {
    const spy = vi.mocked(console[method]);
    if (!vi.isMockFunction(spy)) continue;
    const calls = spy.mock.calls;
    spy.mockRestore();
    expect(calls, `console.${method} was called`).toEqual([]);
  }
});
