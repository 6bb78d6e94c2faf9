import { parseArgs } from "node:util";

import type { Benchmark } from "./report";

export interface BenchOptions {
  name: string;
  /** The table goes to standard error, so that standard output is the figures. */
  json: boolean;
  /** A smoke run: the same steps with tiny figures that mean nothing. */
  small: boolean;
}

/** @throws Error with a sentence about how it is called. */
export function readBenchOptions(args: string[], known: Readonly<Record<string, Benchmark>>): BenchOptions {
  const names = Object.keys(known).join("|");
  const usage = `Usage: npm run bench -- (${names}) [--json] [--small]`;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, small: { type: "boolean", default: false } },
    });
    const [name, ...more] = positionals;
    if (name === undefined || !(name in known) || more.length > 0) throw new Error("Which benchmark?");
    return { name, ...values };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
}
