/**
 * What stands in the files that this process has just written (import-file.ts): it is still in its memory, and an upload
 * that comes soon need not read it again. Nothing depends on it: without it, and where a listing has changed
 * meanwhile, it is read.
 */
import { perPool } from "../platform/per-pool";
import type { FileItem } from "./import-file";

/** Files kept at once, whosoever they are: memory stays bounded when a channel is slower than a sync. */
const MOST_FILES = 3;
/** A file that nobody came for by then waits for something else. */
const KEPT_MS = 60_000;

interface Kept {
  items: FileItem[];
  at: Date;
}

export interface Handoff {
  /** Keeps what a file holds, once it is committed; does nothing while enough others are waited for. */
  keep(fileId: string, items: FileItem[], now: Date): void;
  /** What was kept of a file, once. */
  take(fileId: string): FileItem[] | undefined;
}

export const handoffOf = perPool(createHandoff);

export function createHandoff(): Handoff {
  const files = new Map<string, Kept>();
  return {
    keep(fileId, items, now) {
      for (const [id, { at }] of files) if (now.getTime() - at.getTime() > KEPT_MS) files.delete(id);
      if (files.size < MOST_FILES) files.set(fileId, { items, at: now });
    },
    take(fileId) {
      const kept = files.get(fileId);
      files.delete(fileId);
      return kept?.items;
    },
  };
}
