import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "vitest";

import type { AdminAnswer, Ask } from "../client";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Recorded answers of the real Admin API. They are not part of the project: tests on them are skipped without them. */
export const RECORDINGS = path.resolve("../shared/data/shopify-recordings");
export const areHere = existsSync(RECORDINGS);

export function load(name: string): Json {
  return JSON.parse(readFileSync(path.join(RECORDINGS, `${name}.json`), "utf8")) as Json;
}

/** What is at "a.b.0.c". @throws when the recording has no such thing. */
export function at(json: Json, dotted: string): Json {
  let here: Json | undefined = json;
  for (const key of dotted.split(".")) here = (here as Record<string, Json> | null)?.[key];
  if (here === undefined) throw new Error(`the recording has nothing at ${dotted}`);
  return here;
}

export function text(json: Json, dotted: string): string {
  const found = at(json, dotted);
  if (typeof found !== "string") throw new Error(`the recording has no text at ${dotted}`);
  return found;
}

export const variables = (json: Json, dotted: string): Record<string, unknown> =>
  structuredClone(at(json, dotted)) as Record<string, unknown>;

/** An answer without what differs each time: numbers in ids, times, order names, file addresses. */
export function plain(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => (key === "field" ? String(one) : plain(one)));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, name)]));
  }
  if (typeof value !== "string") return value;
  if (key === "startCursor" || key === "endCursor") return "cursor";
  return value
    .replace(/gid:\/\/shopify\/(\w+)\/[\w-]+(\?[\w=]+)?/g, "gid://shopify/$1/…")
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, "a time")
    .replace(/^#\d+$/, "#…");
}

/** Asks what was asked then, and expects what was answered then. */
export async function replay(
  ask: Ask,
  recorded: { query: string; variables: Record<string, unknown>; data: Json; cost?: Json },
): Promise<AdminAnswer> {
  const answer = await ask(recorded.query, recorded.variables);
  expect(answer.errors).toBeUndefined();
  expect(plain(answer.data)).toEqual(plain(recorded.data));
  if (typeof recorded.cost === "number") {
    expect(Math.abs((answer.cost?.requestedQueryCost ?? 0) - recorded.cost)).toBeLessThanOrEqual(1);
  }
  return answer;
}
