import type { TFunction, i18n } from "i18next";

import type { Params, Reason } from "../connections/views/reason";

export interface ProblemText {
  title: string;
  why: string;
  fix: string;
}

/** A key known to exist stands in for one made at run time, which the types cannot know. */
type KnownKey = "app.name";

/** The text of a key made at run time; undefined when there is none. */
export function lookUp({ t, i18n }: Translation, key: string, params: Params = {}): string | undefined {
  return i18n.exists(key, params) ? t(key as KnownKey, params) : undefined;
}

export interface Translation {
  t: TFunction;
  i18n: i18n;
}

/** Values that are codes of our own, by name, with the group of texts that has their words. */
const WORDS = { status: "order.status", language: "language" } as const;

/** The values as a sentence says them: our codes in words, and of an answer without words that it had none. */
function spoken(translation: Translation, params: Params): Params {
  const words = Object.entries(WORDS).flatMap(([name, group]) => {
    const word = lookUp(translation, `${group}.${params[name]}`);
    return word ? [[name, word] as const] : [];
  });
  const message = params["message"] || translation.t("problems.no_message");
  return { ...params, ...Object.fromEntries(words), message };
}

/**
 * What, why and how to mend, of a failure's code; a code without sentences of its own is named as it is. `connecting`:
 * nothing was connected before, so that nothing waits to be sent.
 */
export function problemText(
  translation: Translation,
  { code, params }: Reason,
  { connecting = false } = {},
): ProblemText {
  const key = `problems.${code.replaceAll(".", "_")}`;
  const base = translation.i18n.exists(`${key}.title`) ? key : "problems.unknown";
  const values = { ...spoken(translation, params), code };
  const find = (part: string) => lookUp(translation, `${base}.${part}`, values);
  const say = (part: string) => find(part) ?? "";
  return { title: say("title"), why: say("why"), fix: (connecting && find("fix_connecting")) || say("fix") };
}
