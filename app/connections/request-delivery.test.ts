import { randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { bookDelivery, requestDelivery } from "./request-delivery";

const database = useDatabase();
const shop = "a.myshopify.com";
const later = new Date("2100-01-01T00:00:00.000Z");

async function jobs(connectionId: string): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ soon: boolean }>(
    `select run_at <= now() as soon from graphile_worker.jobs where key = $1`,
    [`delivery:${connectionId}`],
  );
  return rows.map(({ soon }) => soon);
}

describe("a delivery booked for later", () => {
  it("does not put off one that was asked for meanwhile", async () => {
    const id = randomUUID();
    await requestDelivery(database.db, shop, id);
    await bookDelivery(database.db, shop, id, later);
    expect(await jobs(id)).toEqual([true]);
  });

  it("comes at once when somebody asks for it", async () => {
    const id = randomUUID();
    await bookDelivery(database.db, shop, id, later);
    expect(await jobs(id)).toEqual([false]);
    await requestDelivery(database.db, shop, id);
    expect(await jobs(id)).toEqual([true]);
  });
});
