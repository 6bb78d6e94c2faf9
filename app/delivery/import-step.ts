import { type Channel, importsCatalog } from "../channels/channel";
import { type Connection, lockedConnection } from "../connections/connection";
import { isFailure } from "../platform/failure";
import { plainTransaction } from "../platform/sql";
import { type FileHead, oldestFile } from "./file-rows";
import { IMPORT_FROM, type ImportStep, areBeingSent, fileBacklog, giveUpFile } from "./import-file";
import { readFile } from "./import-read";
import { uploadFile } from "./import-upload";
import type { Run } from "./settle";

type Found = ImportStep | { kind: "file"; connection: Connection; file: FileHead };
interface Target {
  shop: string;
  connectionId: string;
}

/** Planned anew each time: of an outbox that was empty a moment ago, a hundred thousand rows may be waiting. */
const CONCERNED = `
  select exists (select 1 from "ImportFile" f where f."connectionId" = c."id")
    or (select count(*) from (
      select 1 from "OutboxEvent" o
      where o."connectionId" = c."id" and o."state" = 'pending' and o."type" = 'product.upserted'
      limit ${IMPORT_FROM + 1}) waiting) > ${IMPORT_FROM} as yes
  from "Connection" c where c."id" = $1::uuid and c."shop" = $2`;

/** Does what is next to do about files for a connection (import-file.ts). */
export async function stepImport(run: Run, channel: Channel, target: Target): Promise<ImportStep> {
  const { pool, clock } = run.effects;
  if (!(await concerned(run, target))) return { kind: "none" };
  const found = await find(run, channel, target);
  if (found.kind !== "file") return found;
  const { connection, file } = found;
  const giveUp = async (tries: number) => {
    await plainTransaction(pool, (tx) => giveUpFile(tx, run.settlers, { ...file, tries }, clock.now()));
    return { kind: "moved" } as const;
  };
  if (!importsCatalog(channel)) return giveUp(file.tries);
  try {
    return await (file.importId === null ? uploadFile : readFile)(run, channel, connection, file);
  } catch (error) {
    if (!isFailure(error)) throw error;
    // An upload counted itself as one more try (import-upload.ts).
    if (error.code === "channel.batch_refused") return giveUp(file.importId === null ? file.tries + 1 : file.tries);
    return { kind: "trouble", connection, failure: error };
  }
}

/** One cheap question, because it is asked before every batch. */
async function concerned({ effects }: Run, { shop, connectionId }: Target): Promise<boolean> {
  const { rows } = await effects.pool.query<{ yes: boolean }>(CONCERNED, [connectionId, shop]);
  return rows[0]?.yes ?? false;
}

async function find({ effects }: Run, channel: Channel, { shop, connectionId }: Target): Promise<Found> {
  const now = effects.clock.now();
  return effects.sql.transaction(async (tx): Promise<Found> => {
    const connection = await lockedConnection(tx, { id: connectionId, shop });
    // Closed or resting: the claim of a batch says so, and books what has to be.
    if (connection?.state !== "active" || (connection.retryAt && connection.retryAt > now)) return { kind: "none" };
    const file = await oldestFile(tx, { shop, connectionId });
    if (file?.pollAt && file.pollAt > now) return { kind: "waiting", until: file.pollAt };
    // What is being sent comes first; a batch takes it up.
    if (file?.importId === null && (await areBeingSent(tx, connection))) return { kind: "none" };
    if (file) return { kind: "file", connection, file };
    // A channel in trouble is felt out with small batches first.
    if (!importsCatalog(channel) || connection.failures > 0 || (await areBeingSent(tx, connection))) {
      return { kind: "none" };
    }
    const made = await fileBacklog(tx, connection, channel.importLimits, now);
    return made ? { kind: "moved" } : { kind: "none" };
  });
}
