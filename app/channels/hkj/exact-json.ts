/** JSON in which every number is the text it was written as, so that no amount and no long id passes through a float. */
export type ExactJson = string | boolean | null | ExactJson[] | ExactObject;
export interface ExactObject {
  [key: string]: ExactJson;
}

/** @returns undefined when the bytes are not UTF-8 or not JSON. */
export function parseExactJson(bytes: Buffer): ExactJson | undefined {
  try {
    // A byte order mark is dropped by the decoder; a byte that is no text is refused rather than replaced.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), asWritten) as ExactJson;
  } catch {
    return undefined;
  }
}

function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? (context?.source ?? String(value)) : value;
}

export function isObject(value: ExactJson | undefined): value is ExactObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
