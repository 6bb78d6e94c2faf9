import type { ConnectionState } from "./connection";

/**
 * States of a connection that was connected and not ended since (lifecycle.ts). A paused or blocked one is kept up to date
 * like an active one: its events wait in the outbox, one a listing, and are right when it goes on. Alone here, for pages too.
 */
export const LIVING = ["active", "paused", "blocked"] as const satisfies readonly ConnectionState[];

/** Whether a connection in this state was connected and not ended since. */
export function isAlive(state: string): boolean {
  return LIVING.some((living) => living === state);
}
