import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import type { ShopSeed } from "../shopify";
import { productsFromCsv } from "../shopify/csv";
import { sampleShop } from "../shopify/sample-catalog";
import { playInteractively } from "./interactive";
import { readDemoOptions } from "./options";
import { setStage } from "./stage";
import { playStory } from "./story";

const SHOP = "zaytouna-demo.myshopify.com";

async function main(): Promise<number> {
  const options = readDemoOptions(process.argv.slice(2));
  const say = (what: string) => void (options.json ? process.stderr : process.stdout).write(`${what}\n`);
  const seed = options.catalog ? await shopFromExports(options.catalog) : sampleShop(SHOP);
  const log: string[] = [];
  const stage = await setStage({
    seed,
    port: options.once ? 0 : options.port,
    onLog: (line) => void log.push(JSON.stringify(line)),
  });
  try {
    say("Starting the app, its database included ...");
    await stage.app.start();
    if (!options.once) {
      await playInteractively(stage, say);
      return 0;
    }
    const result = await playStory(stage, say);
    if (!result.ok) for (const line of log.slice(-15)) process.stderr.write(`  app: ${line}\n`);
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else say(result.ok ? "Everything went as it should." : `It failed: ${result.reason}`);
    return result.ok ? 0 : 1;
  } finally {
    await stage.close();
  }
}

/** Every product export in a folder, as one shop. */
async function shopFromExports(folder: string): Promise<ShopSeed> {
  const files = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith(".csv")).sort();
  if (files.length === 0) throw new Error(`${folder} holds no .csv file`);
  const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8")));
  return { domain: SHOP, name: "Your shop", products: texts.flatMap((text) => productsFromCsv(text)) };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\n`);
    if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify({ ok: false, reason })}\n`);
    process.exit(1);
  },
);
