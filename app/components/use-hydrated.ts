import { useSyncExternalStore } from "react";

const subscribe = () => () => undefined;

/**
 * False until React has taken the page over. A form sent before that would go without a session token and lose what was
 * typed on the way through the bounce page: submit buttons wait for this.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
