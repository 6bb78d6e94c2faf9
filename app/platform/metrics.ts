import { Counter, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** What `GET /metrics` shows. Labels hold no shop names: their number must stay small. */
export interface Metrics {
  registry: Registry;
  /** Deliveries at our doors, by source and outcome (stored, repeated, refused). */
  deliveriesReceived: Counter<"source" | "outcome">;
  /** Events settled, by channel and outcome. */
  eventsSettled: Counter<"channel" | "outcome">;
  /** Seconds from the change in the shop to the channel's answer. */
  freshnessSeconds: Histogram<"channel">;
  /** Seconds from an order's arrival to our answer, by outcome. */
  orderSeconds: Histogram<"channel" | "outcome">;
  /** Background tasks, by name and outcome. */
  jobs: Counter<"task" | "outcome">;
  /** Admin API calls, by operation and outcome. */
  adminCalls: Counter<"operation" | "outcome">;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const buckets = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 120];
  return {
    registry,
    deliveriesReceived: new Counter({
      name: "hkj_deliveries_received_total",
      help: "Deliveries at our doors",
      labelNames: ["source", "outcome"],
      registers,
    }),
    eventsSettled: new Counter({
      name: "hkj_events_settled_total",
      help: "Canonical events settled by a channel",
      labelNames: ["channel", "outcome"],
      registers,
    }),
    freshnessSeconds: new Histogram({
      name: "hkj_freshness_seconds",
      help: "From the change in the shop to the channel's answer",
      labelNames: ["channel"],
      buckets,
      registers,
    }),
    orderSeconds: new Histogram({
      name: "hkj_order_seconds",
      help: "From an order's arrival to our answer",
      labelNames: ["channel", "outcome"],
      buckets,
      registers,
    }),
    jobs: new Counter({
      name: "hkj_jobs_total",
      help: "Background tasks run",
      labelNames: ["task", "outcome"],
      registers,
    }),
    adminCalls: new Counter({
      name: "hkj_admin_calls_total",
      help: "Calls to Shopify's Admin API",
      labelNames: ["operation", "outcome"],
      registers,
    }),
  };
}
