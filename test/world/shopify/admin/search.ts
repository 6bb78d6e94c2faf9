import { NotModelled } from "./errors";

/** One field of Shopify's search syntax: does the record match `field:value` (or `field:>value` and its like)? */
export type Term<T> = (record: T, value: string, comparison: Comparison) => boolean;
export type Comparison = "=" | ">" | "<" | ">=" | "<=";
export type Terms<T> = Readonly<Record<string, Term<T>>>;

/**
 * The part of Shopify's search syntax that apps use: terms joined by AND (or a space), OR, a leading "-" or NOT,
 * quoted values, comparisons. A field the stand-in does not know is an error here (Shopify would only warn and ignore it).
 */
export function search<T>(records: readonly T[], query: string | null | undefined, terms: Terms<T>): readonly T[] {
  if (!query?.trim()) return records;
  const anyOf = splitOr(tokens(query));
  return records.filter((record) => anyOf.some((all) => all.every((token) => matches(record, token, terms))));
}

/** Count, exact up to the limit (10,000 unless told). */
export function countOf(records: readonly unknown[], limit: number | null | undefined) {
  const most = limit === undefined ? 10_000 : (limit ?? Infinity);
  return records.length > most ? { count: most, precision: "AT_LEAST" } : { count: records.length, precision: "EXACT" };
}

interface Token {
  not: boolean;
  field: string;
  comparison: Comparison;
  value: string;
}

const TOKEN =
  /(-|NOT\s+)?([\w.]+):\s*(>=|<=|>|<)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()]+)|\b(OR|AND)\b|[()]|\S+/g;

function tokens(query: string): (Token | "OR")[] {
  return [...query.matchAll(TOKEN)].flatMap((match): (Token | "OR")[] => {
    if (match[5] === "OR") return ["OR"];
    if (match[5] === "AND" || /^[()]$/.test(match[0])) return [];
    if (!match[2]) throw new NotModelled(`free text in a search ("${match[0]}")`);
    const value = unquoted(match[4] ?? "");
    return [{ not: Boolean(match[1]), field: match[2], comparison: (match[3] ?? "=") as Comparison, value }];
  });
}

function unquoted(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

function splitOr(list: (Token | "OR")[]): Token[][] {
  const groups: Token[][] = [[]];
  for (const token of list) {
    if (token === "OR") groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

function matches<T>(record: T, { not, field, comparison, value }: Token, terms: Terms<T>): boolean {
  const term = terms[field];
  if (!term) throw new NotModelled(`the search field "${field}"`);
  return term(record, value, comparison) !== not;
}
