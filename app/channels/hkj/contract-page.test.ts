import { readFile } from "node:fs/promises";

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
  });
});

describe("the names of HKJ's contract", () => {
  it("stand in that one module only", async () => {
    const others = [
      "encode",
      "encode-optional",
      "decode",
      "decode-order",
      "decode-line",
      "decode-customer",
      "answer",
      "signature",
    ];
    const spelled = [
      ...Object.values(contract.EVENT_NAMES),
      ...Object.values(contract.PRODUCT_KEYS),
      ...contract.ORDER_ALIASES.reference.filter((name) => name !== "id"),
    ].filter((name) => name.includes("_") || name.includes("."));
    for (const file of others) {
      const code = (await readFile(`app/channels/hkj/${file}.ts`, "utf8")).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      // A sentence for a log may name a field; a field that is looked up or sent may not be spelled here.
      for (const name of spelled)
        expect(code.match(new RegExp(`["'\`]${name}["'\`]\\s*[\\]:]`)), `${file}: ${name}`).toBeNull();
    }
  });
});
