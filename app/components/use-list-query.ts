import { useNavigation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

const TYPING_MS = 300;

/**
 * The state of a list page, kept in its address (`state`, `q`, `after`, `before`), so that going back, reloading and
 * sharing a link find the same list. Typing waits a moment before it asks.
 */
export function useListQuery() {
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const [typed, setTyped] = useState(params.get("q") ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (values: Record<string, string | null>, replace = false) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete("after");
        next.delete("before");
        for (const [key, value] of Object.entries(values)) {
          if (value) next.set(key, value);
          else next.delete(key);
        }
        return next;
      },
      { replace, preventScrollReset: true },
    );

  return {
    state: params.get("state"),
    search: typed,
    loading: navigation.state === "loading" && navigation.location.pathname === window.location.pathname,
    chooseState: (state: string | null) => change({ state }),
    type: (text: string) => {
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => change({ q: text.trim() || null }, true), TYPING_MS);
    },
    clear: () => {
      clearTimeout(timer.current);
      setTyped("");
      change({ q: null }, true);
    },
    turn: (side: "after" | "before", cursor: string) => change({ [side]: cursor }),
  };
}
