import { z } from "zod";

import type { Credentials } from "../channels/channel";
import type { Sealer } from "../platform/crypto";
import { Failure } from "../platform/failure";
import type { Connection } from "./connection";

const stored = z.record(z.string(), z.string());

/** Shorter values show nothing of themselves: four of their characters would be too many. */
const SHORTEST_WITH_HINT = 12;

const contextOf = (connectionId: string): string => `connection:${connectionId}`;

/** As the column `credentials` holds them: sealed, and to be opened for this connection only. */
export function sealCredentials(sealer: Sealer, connectionId: string, credentials: Credentials): string {
  return sealer.seal(JSON.stringify(credentials), contextOf(connectionId));
}

/**
 * @throws Failure final `connection.no_credentials` when there are none, `crypto.unreadable` when no key of ours opens
 * them (the key they were sealed with is gone): the merchant has to paste them again.
 */
export function openCredentials(sealer: Sealer, connection: Pick<Connection, "id" | "credentials">): Credentials {
  if (connection.credentials === null) {
    throw new Failure({
      kind: "final",
      code: "connection.no_credentials",
      message: `connection ${connection.id} has no credentials`,
    });
  }
  return stored.parse(JSON.parse(sealer.open(connection.credentials, contextOf(connection.id))));
}

/** The last four characters of each value: all of a credential that ever goes to a browser. */
export function hintsOf(credentials: Credentials): Record<string, string> {
  const entries = Object.entries(credentials);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.length >= SHORTEST_WITH_HINT ? value.slice(-4) : ""]),
  );
}
