import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 2_000;

/**
 * Keeps a page's data fresh: every two seconds while something is `moving` (and the page is looked at), and whenever
 * somebody comes back to it.
 */
export function useLiveData(moving: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const onReturn = () => {
      if (document.visibilityState === "visible" && state === "idle") revalidate();
    };
    document.addEventListener("visibilitychange", onReturn);
    window.addEventListener("focus", onReturn);
    const timer = moving ? setInterval(onReturn, EVERY_MS) : undefined;
    return () => {
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("focus", onReturn);
      clearInterval(timer);
    };
  }, [moving, revalidate, state]);
}
