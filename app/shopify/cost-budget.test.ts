import { describe, expect, it } from "vitest";

import { createCostBudget } from "./cost-budget";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 9, 0, 0) + seconds * 1000);
const status = (currentlyAvailable: number) => ({ maximumAvailable: 1000, restoreRate: 100, currentlyAvailable });

describe("a shop's cost budget", () => {
  it("lets through what it knows nothing about", () => {
    expect(createCostBudget().take(500, at(0))).toBe(0);
  });

  it("waits until the points are there", () => {
    const budget = createCostBudget();
    budget.take(0, at(0));
    budget.settle(0, at(0), status(50));
    expect(budget.take(150, at(0))).toBe(1000);
  });

  it("queues callers one after another", () => {
    const budget = createCostBudget();
    budget.take(0, at(0));
    budget.settle(0, at(0), status(0));
    expect([budget.take(100, at(0)), budget.take(100, at(0)), budget.take(100, at(0))]).toEqual([1000, 2000, 3000]);
  });

  it("fills up with time, but not over the brim", () => {
    const budget = createCostBudget();
    budget.take(0, at(0));
    budget.settle(0, at(0), status(0));
    expect(budget.take(1000, at(3600))).toBe(0);
    expect(budget.take(100, at(3600))).toBe(1000);
  });

  it("does not count twice what is still under way", () => {
    const budget = createCostBudget();
    budget.take(100, at(0));
    budget.take(100, at(0));
    // The answer to the first cannot know of the second yet.
    budget.settle(100, at(0), status(100));
    expect(budget.take(100, at(0))).toBe(1000);
  });
});
