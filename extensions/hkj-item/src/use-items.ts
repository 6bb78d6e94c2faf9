import { useCallback, useEffect, useState } from "preact/hooks";

import { type ItemsAnswer, isWaiting, loadItems, sendAgain } from "./items";
import { text } from "./text";

/** While something is on its way, it is asked this often, this many times. */
const LOOK_AGAIN_MS = 3_000;
const MOST_LOOKS = 20;

export interface Items {
  /** Undefined until it is there. */
  answer: ItemsAnswer | undefined;
  /** Loading did not work. */
  broken: boolean;
  /** Of the merchant's "send again". */
  sending: "no" | "going" | "done" | "failed";
  reload: () => void;
  resend: () => void;
}

/** The product's items, looked at again while the channel's word on one of them is still to come. */
export function useItems(product: string): Items {
  const [answer, setAnswer] = useState<ItemsAnswer>();
  const [broken, setBroken] = useState(false);
  const [sending, setSending] = useState<Items["sending"]>("no");
  const [looks, setLooks] = useState(0);

  const reload = useCallback(async () => {
    try {
      setAnswer(await loadItems(product, text("locale")));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  }, [product]);

  const resend = useCallback(async () => {
    setSending("going");
    try {
      await sendAgain(product);
      setSending("done");
      setLooks(0);
      await reload();
    } catch {
      setSending("failed");
    }
  }, [product, reload]);

  useEffect(() => void reload(), [reload]);
  const waiting = answer !== undefined && isWaiting(answer) && looks < MOST_LOOKS;
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      void reload();
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [waiting, looks, reload]);

  return { answer, broken, sending, reload: () => void reload(), resend: () => void resend() };
}
