import type { ChannelRegistry } from "../channels/registry";
import type { Effects } from "../platform/effects";
import type { OpenAdmin } from "../shopify/admin-client";
import { stepNow } from "./create";

/**
 * Orders that one process makes while their channel waits for the answer. What they wait for is Shopify; the bound is
 * for the database's connections, and for shops whose Shopify answers slowly: beyond it the queue's workers take over.
 */
const AT_ONCE = 8;

type Needs = Pick<Effects, "db" | "sql" | "clock" | "log" | "signals" | "locks">;

/** An order that nobody has made after this long is its job's: whoever tried first died, or still waits for Shopify. */
export const JOB_AFTER_MS = 5_000;

/** Makes orders in the process that received them; the queued job of each is the net below. */
export interface FirstTries {
  /** A place for one order; undefined when all are taken. Whoever gets one uses it exactly once, or leaves it. */
  reserve(): Place | undefined;
  /** Resolves once no try runs: the process may end then. Nobody is let in any more. */
  close(): Promise<void>;
}

export interface Place {
  /** Takes the order one step. Never throws: whatever goes wrong, the job tries again. */
  use(shop: string, placedOrderId: string): Promise<void>;
  leave(): void;
}

export function createFirstTries(
  effects: Needs,
  openAdmin: OpenAdmin,
  channels: ChannelRegistry,
  { atOnce = AT_ONCE }: { atOnce?: number } = {},
): FirstTries {
  const running = new Set<Promise<void>>();
  let free = atOnce;
  let closed = false;

  const attempt = async (shop: string, placedOrderId: string): Promise<void> => {
    try {
      await stepNow(effects, openAdmin, channels, { shop, placedOrderId });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      effects.log.warn({ shop, order: placedOrderId, reason }, "orders: first try failed, the queue will try again");
    }
  };

  return {
    reserve() {
      if (closed || free === 0) return undefined;
      free -= 1;
      const leave = () => void (free += 1);
      return {
        leave,
        use(shop, placedOrderId) {
          const work = attempt(shop, placedOrderId).finally(() => {
            running.delete(work);
            leave();
          });
          running.add(work);
          return work;
        },
      };
    },
    async close() {
      closed = true;
      while (running.size > 0) await Promise.all(running);
    },
  };
}
