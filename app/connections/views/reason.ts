import { z } from "zod";

/** Why something is as it is: a stable code with the values its sentence needs (i18n, `problems.<code, its dot as _>`). */
export interface Reason {
  code: string;
  params: Params;
}

export type Params = Record<string, string | number>;

const stored = z.record(z.string(), z.unknown()).catch({});

/** Of stored JSON what a sentence can use: its texts and numbers. */
export function readParams(json: unknown): Params {
  const usable = Object.entries(stored.parse(json)).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === "string" || typeof entry[1] === "number",
  );
  return Object.fromEntries(usable);
}

export function readReason(code: string | null, params: unknown): Reason | null {
  return code ? { code, params: readParams(params) } : null;
}
