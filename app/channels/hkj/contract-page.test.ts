import { readFile, readdir } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import * as contract from "./contract";
import { readOptions } from "./options";

const page = await readFile("docs/contract.md", "utf8");
const rows = page
  .split("\n")
  .map((line) => /^\| (H\d+) \|(.*)\|$/.exec(line))
  .flatMap((match) =>
    match ? [{ id: match[1] ?? "", cells: (match[2] ?? "").split("|").map((cell) => cell.trim()) }] : [],
  );
const numbers = Array.from({ length: 29 }, (_, index) => `H${index + 1}`);
const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

describe("docs/contract.md", () => {
  it("has a row for every unknown of HKJ's contract, in order", () => {
    expect(rows.map((row) => row.id)).toEqual(numbers);
    for (const { id, cells } of rows) {
      expect(cells, id).toHaveLength(3);
      for (const cell of cells) expect(cell, id).not.toBe("");
    }
  });

  it.each(rows.map(({ id, cells }) => [id, cells[2] ?? ""] as const))(
    "%s names what to change: %s",
    async (_id, cell) => {
      let text: string | undefined;
      const constants = [];
      for (const name of names(cell)) {
        if (name.startsWith("app/")) text = await readFile(name, "utf8");
        else {
          constants.push(name);
          if (text === undefined) expect(Object.keys(contract)).toContain(name);
          else expect(text).toMatch(new RegExp(`(const|function) ${name}\\b`));
        }
      }
      expect(constants).not.toEqual([]);
    },
  );

  it("names only options that there are", () => {
    const options = rows
      .flatMap(({ cells }) => /[Oo]ptions? (`\w+`(?:, `\w+`)*)/.exec(cells[1] ?? "")?.[1] ?? [])
      .flatMap(names);
    expect(options.length).toBeGreaterThan(5);
    for (const option of options) expect(Object.keys(readOptions({}))).toContain(option);
  });

  it("tells the truth about what is sent, said back and listened for", () => {
    for (const name of [...Object.values(contract.PRODUCT_KEYS), ...contract.ANSWER_ID_KEYS])
      expect(page).toContain(name);
    for (const name of [...contract.INCOMING_EVENTS.cancelled, ...Object.values(contract.EVENT_NAMES)])
      expect(page).toContain(`\`${name}\``);
    expect(page).toContain(`${contract.LIMITS.maxEvents} events, ${contract.LIMITS.maxBytes / 1e6} MB`);
    const { maxProducts, maxBytes } = contract.BULK;
    expect(page).toContain(`${maxProducts.toLocaleString("en")} products, ${maxBytes / 1e6} MB`);
  });
});

describe("the names of HKJ's contract", () => {
  /** Every text in a value; a name of one plain word says nothing about where it stands, and is left out. */
  function tellingNames(value: unknown): string[] {
    if (typeof value === "string") return /^[a-z]+[_.][a-z_.]+$/.test(value) ? [value] : [];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(tellingNames) : [];
  }

  const names = tellingNames(Object.values(contract));

  it("are found by this test", () => {
    expect(names).toEqual(
      expect.arrayContaining(["product.upserted", "price_fils", "event_id", "batch_id", "total_rows"]),
    );
  });

  it("stand in that one module only", async () => {
    const files = (await readdir("app/channels/hkj")).filter(
      (name) => name.endsWith(".ts") && !name.includes(".test."),
    );
    for (const file of files.filter((name) => name !== "contract.ts")) {
      const code = (await readFile(`app/channels/hkj/${file}`, "utf8")).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      // A sentence for a log may name a field; a field that is looked up or sent may not be spelled here.
      for (const name of names) {
        const pattern = name.replaceAll(".", String.raw`\.`);
        const spelled = new RegExp(`["'\`]${pattern}["'\`]\\s*[\\]:]|\\b${pattern}\\??:|\\.${pattern}\\b`);
        expect(code.match(spelled), `${file}: ${name}`).toBeNull();
      }
    }
  });
});
