import { parseArgs } from "node:util";

export interface DemoOptions {
  /** Play the story unattended and end. */
  once: boolean;
  /** The result as one JSON line, nothing else on standard output. */
  json: boolean;
  /** A folder with Shopify product exports, instead of the sample shop. */
  catalog: string | undefined;
  port: number;
}

/** @throws Error with a sentence about how it is called. */
export function readDemoOptions(args: string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        once: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        catalog: { type: "string" },
        port: { type: "string", default: "4000" },
      },
    });
    return { once: values.once, json: values.json, catalog: values.catalog, port: Number(values.port) || 0 };
  } catch (error) {
    const usage = "npm run demo -- [--once] [--json] [--catalog DIR] [--port N]";
    throw new Error(`${(error as Error).message}\nUsage: ${usage}`);
  }
}
