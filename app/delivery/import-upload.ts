import type { ImportFile } from "@prisma/client";

import { type CanonicalProduct, canonicalProduct } from "../canonical/product";
import type { ImportsCatalog } from "../channels/channel";
import { channelContext } from "../connections/channel-context";
import type { Connection } from "../connections/connection";
import { bulky } from "../platform/bulky";
import { Failure, isFailure } from "../platform/failure";
import { type ImportStep, backToBatches } from "./import-file";
import type { Run } from "./settle";

/** An upload that failed so often goes out in batches, which the channel may take. */
export const MOST_TRIES = 3;
const FIRST_LOOK_MS = 100;

/**
 * Uploads a claimed file. A process that dies before the channel's answer is stored leaves it to be uploaded again.
 * @throws Failure of the channel
 */
export async function uploadFile(
  run: Run,
  channel: ImportsCatalog,
  connection: Connection,
  file: ImportFile,
): Promise<ImportStep> {
  const { db, clock } = run.effects;
  const products = await productsOf(run, file);
  if (products === undefined || file.tries >= MOST_TRIES) {
    await db.$transaction((tx) => backToBatches(tx, file));
    return { kind: "moved" };
  }
  await db.importFile.updateMany({ where: { id: file.id }, data: { tries: { increment: 1 } } });
  const context = channelContext(run.effects, run.channel, connection);
  const { importId } = await channel.startImport(context, products).catch(asFailure);
  const now = clock.now();
  const until = new Date(now.getTime() + FIRST_LOOK_MS);
  await db.importFile.updateMany({
    where: { id: file.id },
    data: { importId, pollAt: until, processed: 0, movedAt: now },
  });
  return { kind: "waiting", until };
}

/** In the file's order; undefined when one of them is gone or unreadable. */
async function productsOf({ effects }: Run, { rows }: ImportFile): Promise<CanonicalProduct[] | undefined> {
  const found = await effects.db.$queryRaw<{ product: unknown }[]>`
    select "payload" -> 'product' as "product" from "OutboxEvent"
    where "id" = any(${bulky(rows)}::bigint[]) and "state" = 'importing' and "type" = 'product.upserted' order by "id"`;
  const products = found.flatMap(({ product }) => canonicalProduct.safeParse(product).data ?? []);
  return products.length === rows.length ? products : undefined;
}

/** A fault of ours that one record brings out is found by batches. */
function asFailure(error: unknown): never {
  if (isFailure(error)) throw error;
  throw new Failure({ kind: "final", code: "channel.batch_refused", message: "the file could not be made" });
}
