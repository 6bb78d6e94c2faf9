import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { bulky } from "./bulky";

const database = useDatabase();

describe("a bulky parameter", () => {
  it("reaches the statement as it is, be it text, JSON or a list", async () => {
    const text = "ق\"'\\".repeat(50_000);
    const rows = JSON.stringify([{ sku: "A, {B}" }, { sku: null }]);
    const [row] = await database.db.$queryRaw<{ same: boolean; skus: string[]; ids: bigint[] }[]>`
      select ${bulky(text)}::text = ${text} as "same",
        (select array_agg(sku) from jsonb_to_recordset(${bulky(rows)}::jsonb) as r(sku text)) as "skus",
        ${bulky([1n, 2n])}::bigint[] as "ids"`;
    expect(row).toEqual({ same: true, skus: ["A, {B}", null], ids: [1n, 2n] });
  });

  it("works in a transaction, and beside others of the same statement", async () => {
    const names = await database.db.$transaction(async (tx) => {
      await tx.$executeRaw`
        insert into "Shop" ("domain", "name", "installedAt")
        select domain, ${"Souq"}, now() from unnest(${bulky(["a", "b"])}::text[]) as domain`;
      return tx.shop.findMany({ select: { domain: true, name: true }, orderBy: { domain: "asc" } });
    });
    expect(names).toEqual(["a", "b"].map((domain) => ({ domain, name: "Souq" })));
  });

  it("is taken for itself when it was made by nobody", async () => {
    const [row] = await database.db.$queryRaw<{ text: string }[]>`select ${"bulky:hello"}::text as "text"`;
    expect(row?.text).toBe("bulky:hello");
  });
});
