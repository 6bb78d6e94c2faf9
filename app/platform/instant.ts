/** Years in which something can have happened that is told us. Of others PostgreSQL, or our own sums, may make nothing. */
const [FROM, UNTIL] = [Date.UTC(2000), Date.UTC(2100)];

/** A time as others write it; null where it is none, or none that can be meant. */
export function instantOf(text: string | null | undefined): Date | null {
  const at = Date.parse(text ?? "");
  return at >= FROM && at < UNTIL ? new Date(at) : null;
}
