import { parseArgs } from "node:util";

export interface ChaosOptions {
  orders: number;
  kills: number;
  seed: number;
  /** The result alone on standard output; what happens goes to standard error. */
  json: boolean;
}

const USAGE = "Usage: npm run chaos -- orders [--json] [--orders N] [--kills N] [--seed N]";

/** @throws Error with a sentence about how it is called. */
export function readChaosOptions(args: string[]): ChaosOptions {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        orders: { type: "string", default: "1000" },
        kills: { type: "string", default: "30" },
        seed: { type: "string", default: "1" },
      },
    });
    if (positionals.join() !== "orders") throw new Error("What is to suffer?");
    const [orders, kills, seed] = [values.orders, values.kills, values.seed].map((text) => {
      if (!/^\d{1,6}$/.test(text)) throw new Error(`${text} is no number`);
      return Number(text);
    });
    return { orders: orders ?? 0, kills: kills ?? 0, seed: seed ?? 0, json: values.json };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}
