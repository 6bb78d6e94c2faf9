import { useEffect, useState } from "react";

/** A sync that saved rules ask for starts, or has long ended, by then. */
const STARTS_WITHIN_MS = 30_000;

/**
 * Whether rules are being applied, from the moment they are saved: until the sync they ask for is over, figures still tell
 * of the rules before. `begin` when rules were saved; `moving`: a sync is under way.
 */
export function useApplying(moving: boolean): { applying: boolean; begin: () => void } {
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    const over = saved ? setTimeout(() => setSaved(false), STARTS_WITHIN_MS) : undefined;
    return () => clearTimeout(over);
  }, [saved]);
  useEffect(() => (moving ? () => setSaved(false) : undefined), [moving]);
  return { applying: saved || moving, begin: () => setSaved(true) };
}
