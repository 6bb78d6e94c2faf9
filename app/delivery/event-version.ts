/**
 * Which version of its listing or order an event carried, read back from its id (canonical/event.ts makes them; a retry
 * of a refused event appends `-r<n>`, see retry-failed.ts). A settler compares it with the row: an answer to version 3
 * says nothing about version 4. undefined: the id is of another kind.
 */
export function eventVersion(eventId: string): number | undefined {
  const digits = /-v(\d+)(?:-r\d+)?$/.exec(eventId)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
