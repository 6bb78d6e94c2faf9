import type { ImportFile } from "@prisma/client";

import type { ImportsCatalog } from "../channels/channel";
import type { Connection } from "../connections/connection";
import { isFailure } from "../platform/failure";
import { lockConnection } from "./claim";
import { IMPORT_FROM, type ImportStep, backToBatches, claimFile } from "./import-file";
import { readFile } from "./import-read";
import { uploadFile } from "./import-upload";
import type { Run } from "./settle";

type Found = ImportStep | { kind: "file"; connection: Connection; file: ImportFile };

/** Does what is next to do about files for a connection (import-file.ts). */
export async function stepImport(
  run: Run,
  channel: ImportsCatalog,
  target: { shop: string; connectionId: string },
): Promise<ImportStep> {
  if (!(await concerned(run, target))) return { kind: "none" };
  const found = await find(run, channel, target);
  if (found.kind !== "file") return found;
  const { connection, file } = found;
  try {
    return await (file.importId === null ? uploadFile : readFile)(run, channel, connection, file);
  } catch (error) {
    if (!isFailure(error)) throw error;
    if (error.code === "channel.batch_refused") {
      await run.effects.db.$transaction((tx) => backToBatches(tx, file));
      return { kind: "moved" };
    }
    return { kind: "trouble", connection, failure: error };
  }
}

/** One cheap question, because it is asked before every batch. */
async function concerned({ effects }: Run, { shop, connectionId }: { shop: string; connectionId: string }) {
  const [row] = await effects.db.$queryRaw<{ yes: boolean }[]>`
    select c."gatherUntil" is not null or exists (select 1 from "ImportFile" f where f."connectionId" = c."id")
      or (select count(*) from (
        select 1 from "OutboxEvent" o
        where o."connectionId" = c."id" and o."state" = 'pending' and o."type" = 'product.upserted'
        limit ${IMPORT_FROM + 1}) waiting) > ${IMPORT_FROM} as yes
    from "Connection" c where c."id" = ${connectionId}::uuid and c."shop" = ${shop}`;
  return row?.yes ?? false;
}

async function find(
  { effects }: Run,
  channel: ImportsCatalog,
  { shop, connectionId }: { shop: string; connectionId: string },
): Promise<Found> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx): Promise<Found> => {
    await lockConnection(tx, { id: connectionId, shop });
    const connection = await tx.connection.findFirst({ where: { id: connectionId, shop } });
    // Closed or resting: the claim of a batch says so, and books what has to be.
    if (connection?.state !== "active" || (connection.retryAt && connection.retryAt > now)) return { kind: "none" };
    const known = await tx.importFile.findUnique({ where: { connectionId } });
    if (known?.pollAt && known.pollAt > now) return { kind: "waiting", until: known.pollAt };
    if (known) return { kind: "file", connection, file: known };
    const { gatherUntil, failures } = connection;
    const gathering = gatherUntil !== null && gatherUntil > now;
    // A channel in trouble is felt out with small batches first.
    const more = gathering ? channel.importLimits.maxProducts - 1 : IMPORT_FROM;
    const file = failures === 0 && (await claimFile(tx, connection, channel.importLimits, more, now));
    if (file) return { kind: "file", connection, file };
    return gathering ? { kind: "waiting", until: gatherUntil } : { kind: "none" };
  });
}
