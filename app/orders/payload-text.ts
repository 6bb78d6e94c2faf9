/**
 * A JSON text as people read it: one value a line, every name and number written as it came, which parsing and writing
 * again would not promise (large numbers, names that come twice).
 */

export interface PlaceInPayload {
  /** Names from the outermost object inwards; lists have none of their own. */
  names: readonly string[];
}

export interface PayloadReader {
  /** @returns what is written for a name. */
  name(name: string): string;
  /** `literal` as it stands in the text: a quoted string, a number, true, false or null. @returns what is written for it. */
  value(literal: string, place: PlaceInPayload): string;
}

interface Level {
  isObject: boolean;
  empty: boolean;
  /** In an object: a name comes next, not a value. */
  awaitsName: boolean;
}

const DEEPEST_INDENT = 40;

/** @param json a text that `JSON.parse` takes. @param atMost characters after which no more is written */
export function printPayload(json: string, reader: PayloadReader, atMost = Infinity): string {
  const written: string[] = [];
  const levels: Level[] = [];
  const names: string[] = [];
  let length = 0;
  const write = (text: string) => {
    written.push(text);
    length += text.length;
  };
  const newLine = () => write(`\n${"  ".repeat(Math.min(levels.length, DEEPEST_INDENT))}`);
  for (const token of tokensOf(json)) {
    if (length > atMost) return `${written.join("")}\n…`;
    const level = levels.at(-1);
    const closes = token === "}" || token === "]";
    if (level?.empty && !closes) {
      level.empty = false;
      newLine();
    }
    if (token === "{" || token === "[") {
      write(token);
      levels.push({ isObject: token === "{", empty: true, awaitsName: token === "{" });
      if (token === "{") names.push("");
    } else if (closes) {
      levels.pop();
      if (token === "}") names.pop();
      if (!level?.empty) newLine();
      write(token);
    } else if (token === ",") {
      write(token);
      newLine();
      if (level?.isObject) level.awaitsName = true;
    } else if (token === ":") {
      write(": ");
    } else if (level?.awaitsName) {
      level.awaitsName = false;
      names[names.length - 1] = JSON.parse(token) as string;
      write(JSON.stringify(reader.name(names.at(-1) ?? "")));
    } else {
      write(reader.value(token, { names }));
    }
  }
  return written.join("");
}

function* tokensOf(json: string): Generator<string> {
  for (let at = 0; at < json.length;) {
    const end = endOfToken(json, at);
    const token = json.slice(at, end);
    if (token.trim()) yield token;
    at = end;
  }
}

function endOfToken(json: string, start: number): number {
  const first = json.charAt(start);
  let end = start + 1;
  if (first === '"') {
    while (end < json.length && json.charAt(end) !== '"') end += json.charAt(end) === "\\" ? 2 : 1;
    return end + 1;
  }
  if (/[{}[\],:\s]/.test(first)) return end;
  while (end < json.length && !/[{}[\],:\s"]/.test(json.charAt(end))) end += 1;
  return end;
}
