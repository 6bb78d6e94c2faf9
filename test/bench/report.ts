import type { Opened } from "./opened";

export interface Setting {
  small: boolean;
  /** What is kept here is closed whatever happens. */
  opened: Opened;
  /** Progress for whoever waits. */
  say: (what: string) => void;
}

export interface Report {
  /** The benchmark's keys, no more and no fewer. */
  figures: Record<string, number>;
  /** The same for people, with what is beside the point of the figures but helps to understand them. */
  table: Row[];
  /** PostgreSQL's own word for its version. */
  postgres: string;
}

export type Row = [what: string, ...values: (string | number)[]];

export type Benchmark = (setting: Setting) => Promise<Report>;

/** Columns as wide as what stands in them. */
export function drawTable(rows: readonly Row[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => String(row[at] ?? "").length)),
  );
  const cell = (value: string | number | undefined, at: number) =>
    at === 0 ? String(value ?? "").padEnd(widths[at] ?? 0) : String(value ?? "").padStart(widths[at] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join("   ").trimEnd()}\n`).join("");
}

/** To so many significant digits as such a figure can be trusted with. */
export function round(value: number): number {
  if (Math.abs(value) >= 100) return Math.round(value);
  return Number(value.toPrecision(3));
}
