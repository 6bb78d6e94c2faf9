import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import { openCredentials, sealCredentials } from "./credentials";

/**
 * Seals again, with the key that is first now, what an older key sealed. Credentials that were replaced meanwhile are
 * left alone; credentials no key opens are left as they are (their next use blocks the connection, and says so).
 * @returns how many were sealed again.
 */
export async function resealOutdated(effects: Pick<Effects, "db" | "sealer" | "log">): Promise<number> {
  const { db, sealer, log } = effects;
  const holders = await db.connection.findMany({
    where: { credentials: { not: null } },
    select: { id: true, shop: true, credentials: true },
  });
  let resealed = 0;
  for (const { id, shop, credentials } of holders) {
    if (credentials === null || !sealer.isOutdated(credentials)) continue;
    try {
      const fresh = sealCredentials(sealer, id, openCredentials(sealer, { id, credentials }));
      const { count } = await db.connection.updateMany({
        where: { id, shop, credentials },
        data: { credentials: fresh },
      });
      resealed += count;
    } catch (error) {
      if (!isFailure(error)) throw error;
      log.error({ connectionId: id, failure: error.code }, "credentials cannot be sealed again");
    }
  }
  return resealed;
}
