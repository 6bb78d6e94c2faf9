import { describe, expect, it } from "vitest";

import { createHandoff } from "./handoff";
import type { FileItem } from "./import-file";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 27, 8, 0, seconds));
const items = (subjectId: string) => [{ subjectId }] as FileItem[];

describe("what is still in memory of a file", () => {
  it("is handed over once", () => {
    const handoff = createHandoff();
    handoff.keep("1", items("a"), at(0));
    expect(handoff.take("2")).toBeUndefined();
    expect(handoff.take("1")).toEqual(items("a"));
    expect(handoff.take("1")).toBeUndefined();
  });

  it("is not kept of a fourth one, until one of them is fetched or was not for a minute", () => {
    const handoff = createHandoff();
    for (const id of ["1", "2", "3", "4"]) handoff.keep(id, items(id), at(0));
    expect(handoff.take("4")).toBeUndefined();
    handoff.take("1");
    handoff.keep("5", items("5"), at(1));
    expect(handoff.take("5")).toEqual(items("5"));
    handoff.keep("6", items("6"), at(1));
    handoff.keep("7", items("7"), at(61));
    expect(handoff.take("2")).toBeUndefined();
    expect(handoff.take("6")).toEqual(items("6"));
    expect(handoff.take("7")).toEqual(items("7"));
  });
});
