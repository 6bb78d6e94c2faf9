import { randomUUID } from "node:crypto";

import { expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection } from "../../../test/support/view-rows";
import { countOutbox } from "./waiting";

const database = useDatabase();

it("what is being sent still waits; what was refused does not", async () => {
  const shop = "waiting.myshopify.com";
  const connectionId = await addConnection(database.db, shop);
  const at = new Date("2026-11-21T09:00:00.000Z");
  for (const [n, state] of ["pending", "pending", "sending", "failed"].entries()) {
    const ids = { key: `k${n}`, subjectId: randomUUID(), eventId: `e${n}` };
    const event = { subjectKind: "listing", type: "product.upserted", payload: {}, changedAt: at, createdAt: at };
    await database.db.outboxEvent.create({ data: { shop, connectionId, state, ...ids, ...event } });
  }
  expect(await countOutbox(database.db, shop, connectionId)).toEqual({ waiting: 3, refused: 1 });
  expect(await countOutbox(database.db, "other.myshopify.com", connectionId)).toEqual({ waiting: 0, refused: 0 });
});
