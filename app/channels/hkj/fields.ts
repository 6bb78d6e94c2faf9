/** Reading fields whose names, types and presence nobody promised. */
import { type Fils, filsFromDecimal } from "../../canonical/money";
import { Failure } from "../../platform/failure";
import { typedNumber } from "../../platform/text";
import { type MoneyAliases, INCOMING_LIMITS } from "./contract";
import { type ExactJson, type ExactObject, isObject } from "./exact-json";

type Aliases = readonly string[];

/** The first of the names that holds something, and what it holds. */
export function pick(object: ExactObject, aliases: Aliases): { name: string; value: ExactJson } | undefined {
  for (const name of aliases) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value === undefined || value === null || (typeof value === "string" && value.trim() === "")) continue;
    return { name, value };
  }
  return undefined;
}

/** Text under the first name that holds text; null where none does. Other types are passed over. */
export function textOf(object: ExactObject, aliases: Aliases): string | null {
  for (const name of aliases) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    const text = typeof value === "string" ? clean(value) : "";
    if (text) return text;
  }
  return null;
}

/** The object under the first name that holds one; other types are passed over. */
export function objectOf(object: ExactObject, aliases: Aliases): ExactObject | undefined {
  for (const name of aliases) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (isObject(value)) return value;
  }
  return undefined;
}

/** Whether the first of the names that holds something says yes. */
export function flagOf(object: ExactObject, aliases: Aliases): boolean {
  const found = pick(object, aliases)?.value;
  return found === true || found === "true" || found === "1";
}

/** Whole units of at least one. @throws Failure `payload.bad_field` */
export function quantityOf(object: ExactObject, aliases: Aliases, path: string): number {
  const found = pick(object, aliases);
  if (!found) throw unreadable("payload.bad_field", `${path}${aliases[0]} is missing.`);
  const text = typeof found.value === "string" ? typedNumber(found.value) : "";
  const quantity = /^\d{1,7}(\.0+)?$/.test(text) ? Number(text) : 0;
  if (quantity < 1) throw badField(path, found.name, "is not a whole number of at least 1");
  return quantity;
}

/** Exact fils under the first name there is; null where there is none. @throws Failure `payload.bad_field` */
export function moneyOf(object: ExactObject, aliases: MoneyAliases, path: string): Fils | null {
  const inFils = pick(object, aliases.fils);
  const found = inFils ?? pick(object, aliases.jod);
  if (!found) return null;
  const text = typeof found.value === "string" ? typedNumber(found.value) : "";
  const amount = inFils ? wholeFils(text) : filsFromDecimal(text);
  if (amount === undefined)
    throw badField(path, found.name, inFils ? "is no whole number of fils" : "is no JOD amount");
  if (Math.abs(amount) > INCOMING_LIMITS.fils) throw badField(path, found.name, "is too large");
  return amount;
}

function wholeFils(text: string): Fils | undefined {
  // "6250.0" is how some languages write a whole number.
  return /^-?\d{1,15}(\.0+)?$/.test(text) ? ((Number(text) || 0) as Fils) : undefined;
}

/** Without what no PostgreSQL text can hold. */
export function clean(text: string): string {
  return text
    .replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .trim();
}

/** A field that cannot be read. `what` goes on from its name, as in "is too large", without what was in it. */
export function badField(path: string, name: string, what: string): Failure {
  return unreadable("payload.bad_field", `${path}${name} ${what}.`);
}

/** `message` goes into the channel's log: it names fields, never what was in them. */
export function unreadable(code: string, message: string): Failure {
  return new Failure({ kind: "final", code, message });
}
