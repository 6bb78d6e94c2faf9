/** The most words of a search that are looked at. */
const MOST_WORDS = 6;

/**
 * What somebody typed, as text that `contains` and `string_contains` take for itself: percent and underscore stand for
 * nothing else there, and a NUL, which no column holds, does not make the whole query fail. Empty: nothing is searched.
 */
export function searchText(typed: string): string {
  return typed
    .replaceAll("\u0000", "")
    .trim()
    .replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** The same word by word, for a search that takes them in any order. */
export function searchWords(typed: string): string[] {
  return searchText(typed).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}
