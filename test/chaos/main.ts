/** npm run chaos -- orders [--json] [--orders N] [--kills N] [--seed N]: ends with 1 unless nothing was lost or doubled. */
import { ordersInChaos } from "./orders";
import { readChaosOptions } from "./options";

const SHOWN = 20;

async function main(): Promise<number> {
  const options = readChaosOptions(process.argv.slice(2));
  const say = (what: string) => void (options.json ? process.stderr : process.stdout).write(`${what}\n`);
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => reject(new Error("interrupted")));
  });
  const { ok, complaints, ...figures } = await ordersInChaos(options, say, interrupted);
  for (const complaint of complaints.slice(0, SHOWN)) process.stderr.write(`  ${complaint}\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return ok ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
