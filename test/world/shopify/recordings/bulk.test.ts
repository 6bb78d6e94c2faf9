import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type Ask, adminOf } from "../client";
import { type ShopifyWorld, startShopifyWorld } from "../index";
import { type Json, areHere, at, load, plain, replay, text, variables } from "./load";

const SHOP = "recorded.myshopify.com";
let world: ShopifyWorld;
let ask: Ask;

beforeEach(async () => {
  const products = ["The Inventory Not Tracked Snowboard", "Gift Card"].map((title) => ({
    title,
    variants: [{ price: "1" }],
  }));
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", shops: [{ domain: SHOP, products }] });
  ask = adminOf(world, SHOP);
});
afterEach(() => world.close());

/** Counts and sizes are the recorded shop's own. */
function withoutCounts(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(plain(json), (key, value: unknown) =>
      ["objectCount", "rootObjectCount", "fileSize", "count"].includes(key) && value !== null ? "a number" : value,
    ),
  );
}

describe.skipIf(!areHere)("bulk operations, as the real API answered (skipped without the recordings)", () => {
  it.each([
    ["validators", "2026-04_bulk-operations_bulk-operation-run-query-validators"],
    ["user error codes", "2026-04_bulk-operations_bulk-operation-run-query-user-error-codes"],
  ])("%s", async (_, name) => {
    for (const [, one] of Object.entries(at(load(name), "validations") as Record<string, Json>)) {
      await replay(ask, {
        query: text(one, "query"),
        variables: variables(one, "variables"),
        data: at(one, "response.data"),
        cost: at(one, "response.extensions.cost.requestedQueryCost"),
      });
    }
  });

  it("five at once, the sixth refused, each cancelled", async () => {
    world.misbehave({ bulkDelayMs: 60_000 });
    const recorded = load("2026-04_bulk-operations_bulk-operation-run-query-concurrency-limit");
    const run = async (one: Json) =>
      replay(ask, {
        query: text(one, "query"),
        variables: variables(one, "variables"),
        data: at(one, "response.data"),
      });
    for (const one of at(recorded, "successfulRuns") as Json[]) await run(one);
    const ids = [...world.shop(SHOP).bulkOperations.keys()];
    const { data } = await run(at(recorded, "sixthRun"));
    expect(JSON.stringify(data)).toContain(ids.join(", "));
    for (const [index, one] of (at(recorded, "cancelAttempts") as Json[]).entries()) {
      const { data: cancelled } = await ask(text(one, "query"), { id: ids[index] });
      expect(withoutCounts(cancelled)).toEqual(withoutCounts(at(one, "response.data")));
    }
  });

  it("a cancelled one keeps its fields", async () => {
    world.misbehave({ bulkDelayMs: 60_000 });
    const recorded = at(load("2026-04_bulk-operations_bulk-operation-cancel-preserves-fields"), "lifecycle");
    const run = at(recorded, "run");
    await replay(ask, {
      query: text(run, "query"),
      variables: variables(run, "variables"),
      data: at(run, "response.data"),
    });
    const id = [...world.shop(SHOP).bulkOperations.keys()][0];
    const attempt = at(recorded, "cancelAttempt");
    const { data } = await ask(text(attempt, "query"), { id });
    expect(withoutCounts(data)).toEqual(withoutCounts(at(attempt, "response.data")));
  });

  it.each(["runQueryGroupObjectsTrue", "runQueryGroupObjectsDefault"])("from start to file: %s", async (name) => {
    const recorded = at(load("2026-04_bulk-operations_bulk-operation-run-query-group-objects"), `runs.${name}`);
    const run = at(recorded, "run");
    await replay(ask, {
      query: text(run, "query"),
      variables: variables(run, "variables"),
      data: at(run, "response.data"),
    });
    const id = [...world.shop(SHOP).bulkOperations.keys()][0];
    const poll = text(recorded, "statusPolls.0.query");
    const operation = await vi.waitFor(async () => {
      const { data } = await ask(poll, { id });
      const current = data?.["bulkOperation"] as Record<string, string | null>;
      expect(current["status"]).toBe("COMPLETED");
      return current;
    });
    const ended = at(recorded, "terminalOperation") as Record<string, Json>;
    expect(withoutCounts({ ...operation, url: "an address" })).toEqual(withoutCounts({ ...ended, url: "an address" }));
    const response = await fetch(operation["url"] ?? "");
    expect(response.headers.get("content-type")).toBe(text(recorded, "result.contentType"));
    const body = await response.text();
    expect(String(Buffer.byteLength(body))).toBe(operation["fileSize"]);
    const lines = body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Json);
    expect(plain(lines)).toEqual(plain((at(recorded, "result.records") as Json[]).slice(0, 2)));
  });
});
