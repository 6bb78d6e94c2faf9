import { expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection } from "../../../test/support/view-rows";
import { viewLatestPreview } from "./latest-preview";

const database = useDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));

it("calls a preview outdated once a sync has finished after it", async () => {
  const { db } = database;
  const shop = "outdated.myshopify.com";
  const connectionId = await addConnection(db, shop);
  const look = () => viewLatestPreview(db, shop, connectionId, at(30));
  const add = (kind: string, state: string, minute: number) =>
    db.syncRun.create({
      data: { shop, connectionId, kind, state, createdAt: at(minute), startedAt: at(minute), finishedAt: at(minute) },
    });
  expect(await look()).toBeNull();
  await add("first", "finished", 1);
  await add("preview", "finished", 2);
  expect(await look()).toMatchObject({ outdated: false });
  await add("manual", "cancelled", 3);
  expect(await look()).toMatchObject({ outdated: false });
  await add("reconcile", "finished", 4);
  expect(await look()).toMatchObject({ outdated: true });
  await add("preview", "finished", 5);
  expect(await look()).toMatchObject({ outdated: false });
});
