import { useCallback, useState } from "preact/hooks";

import { type Asked, useAnswer } from "../../shared/use-answer";
import { type ItemsAnswer, isWaiting, loadItems, sendAgain } from "./items";
import { text } from "./text";

export interface Items extends Asked<ItemsAnswer> {
  /** Of the merchant's "send again". */
  sending: "no" | "going" | "done" | "failed";
  resend: () => void;
}

/** The product's items, looked at again while the channel's word on one of them is still to come. */
export function useItems(product: string): Items {
  const load = useCallback(() => loadItems(product, text("locale")), [product]);
  const asked = useAnswer(load, isWaiting);
  const { reload } = asked;
  const [sending, setSending] = useState<Items["sending"]>("no");

  const resend = useCallback(async () => {
    setSending("going");
    try {
      await sendAgain(product);
      setSending("done");
      await reload();
    } catch {
      setSending("failed");
    }
  }, [product, reload]);

  return { ...asked, sending, resend: () => void resend() };
}
