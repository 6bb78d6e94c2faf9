import { expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { clearProblem, raiseProblem } from "./problems";

const database = useDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const report = {
  shop: "a.myshopify.com",
  connectionId: null,
  key: "k",
  code: "some.code",
  severity: "warning",
} as const;

it("a problem is one row a key: counted while it is open, and new after it was cleared", async () => {
  const { db } = database;
  const row = async () => db.problem.findMany({ where: { shop: report.shop } });
  await raiseProblem(db, { ...report, params: { tries: 1 } }, at(0));
  await raiseProblem(db, { ...report, params: { tries: 2 }, severity: "critical" }, at(1));
  const open = { count: 2, firstAt: at(0), lastAt: at(1), clearedAt: null, severity: "critical", params: { tries: 2 } };
  expect(await row()).toMatchObject([open]);
  await clearProblem(db, "b.myshopify.com", "k", at(2));
  expect(await row()).toMatchObject([open]);
  await clearProblem(db, report.shop, "k", at(2));
  await clearProblem(db, report.shop, "k", at(3));
  expect(await row()).toMatchObject([{ clearedAt: at(2) }]);
  await raiseProblem(db, report, at(4));
  expect(await row()).toMatchObject([{ count: 1, firstAt: at(4), clearedAt: null }]);
});
