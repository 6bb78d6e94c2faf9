import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Reason } from "../connections/views/reason";
import { problemText } from "../i18n/sentences";

/** What every action of the pages answers. */
export type IntentAnswer =
  | { ok: true; count?: number }
  /** `field`: the input at fault, when one is; `others`: more of them, each with its own code. */
  | ({ ok: false; field: string | null; others?: readonly { field: string; code: string }[] } & Reason);

interface Options {
  /** Page whose action takes it; the current one when left out. */
  action?: string;
  /** Told when it went well. */
  toast?: (answer: { count?: number }) => string;
  /** What takes it back, from a button in that toast; undefined: there is nothing to take back. */
  undo?: (answer: { count?: number }) => (() => void) | undefined;
  onDone?: () => void;
}

/**
 * One button's way to an action: sends an intent with its values, says so when it is done, and keeps what went wrong
 * for the page to show. A fault that belongs to no input is told as a toast. Belongs into what stays on the page when it
 * is done: a card that goes away with its task would take the toast along.
 */
export function useIntent(options: Options = {}) {
  const fetcher = useFetcher<IntentAnswer>();
  const translation = useTranslation();
  const latest = useRef({ options, translation });
  latest.current = { options, translation };
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;

  useEffect(() => {
    if (!answer) return;
    const { options: now, translation: words } = latest.current;
    if (answer.ok) {
      const undo = now.undo?.(answer);
      const button = undo && { action: words.t("common.undo"), onAction: undo };
      if (now.toast) window.shopify?.toast.show(now.toast(answer), button);
      now.onDone?.();
    } else if (!answer.field) {
      window.shopify?.toast.show(problemText(words, answer).title, { isError: true });
    }
  }, [answer]);

  return {
    send: (intent: string, values: Record<string, string> = {}) =>
      fetcher.submit({ intent, ...values }, { method: "post", ...(options.action && { action: options.action }) }),
    busy: fetcher.state !== "idle",
    fault: answer && !answer.ok ? answer : null,
  };
}

export type Intent = ReturnType<typeof useIntent>;
