import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const MOVING_MS = 2_000;
const WATCHING_MS = 12_000;

/**
 * Keeps a page's data fresh while it is looked at: every two seconds while something is `moving`, at once when somebody
 * comes back to it, and with `watching` now and then besides, for what begins without anybody's doing on the page (an
 * order that comes in). A page in the background asks for nothing.
 */
export function useLiveData(moving: boolean, { watching = false } = {}): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible" && state === "idle") revalidate();
    };
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("focus", refresh);
    const every = moving ? MOVING_MS : watching ? WATCHING_MS : null;
    const timer = every === null ? undefined : setInterval(refresh, every);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("focus", refresh);
      clearInterval(timer);
    };
  }, [moving, watching, revalidate, state]);
}
