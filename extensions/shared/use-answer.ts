import { useCallback, useEffect, useState } from "preact/hooks";

/** While something is on its way, it is asked this often, this many times. */
const LOOK_AGAIN_MS = 3_000;
const MOST_LOOKS = 20;

export interface Asked<T> {
  /** Undefined until it is there. */
  answer: T | undefined;
  /** Loading did not work. */
  broken: boolean;
  /** Asks once more, and has it looked at anew for as long as something is on its way. */
  reload: () => Promise<void>;
}

/**
 * What the app says, asked again while something is still on its way.
 * @param load the same function as long as the same is asked
 */
export function useAnswer<T>(load: () => Promise<T>, isWaiting: (answer: T) => boolean): Asked<T> {
  const [answer, setAnswer] = useState<T>();
  const [broken, setBroken] = useState(false);
  const [looks, setLooks] = useState(0);

  const look = useCallback(async () => {
    try {
      const found = await load();
      setAnswer(() => found);
      setBroken(false);
    } catch {
      setBroken(true);
    }
  }, [load]);

  useEffect(() => void look(), [look]);
  const waiting = answer !== undefined && isWaiting(answer) && looks < MOST_LOOKS;
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      void look();
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [waiting, looks, look]);

  const reload = useCallback(() => {
    setLooks(0);
    return look();
  }, [look]);
  return { answer, broken, reload };
}
