import type { Statements } from "../platform/db";
import { enqueue } from "../platform/queue";

/** Most of what goes wrong for a moment is right again by then, and a burst of changes is told once. */
const SETTLES_WITHIN_MS = 10_000;

/**
 * Asks for the job that tells Shopify's own product page what is wrong with items (catalog/feedback.ts), a few seconds
 * from now. Each kind of writer has a job of its own, because a transaction holds the row of the job it asked for: the
 * catalogue's writers take turns by the catalogue lock ("catalog"), those of a connection by the connection's row (its id),
 * the end of a sync run by the run ("sync:<connection>"), and with one row for both, two of them could wait for each other in a circle.
 */
export async function requestFeedback(
  tx: Statements,
  shop: string,
  writer: "catalog" | (string & {}),
  now: Date,
): Promise<void> {
  const key = `feedback:${shop}:${writer}`;
  const runAt = new Date(now.getTime() + SETTLES_WITHIN_MS);
  await enqueue(tx, "feedback.send", { shop }, { key, runAt, keepTime: true });
}
