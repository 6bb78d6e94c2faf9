/** States of a sync run that is under way (catalog/sync-run.ts). */
export const RUNNING = ["queued", "exporting", "streaming", "sending"];
