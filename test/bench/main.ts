/** npm run bench -- NAME [--json] [--small]; what each measures is told in docs/benchmarks.md. */
import { measureCatalog } from "./catalog/catalog";
import { measureFreshness } from "./freshness/freshness";
import { measureIngest } from "./ingest/ingest";
import { describeMachine } from "./machine";
import { Opened } from "./opened";
import { readBenchOptions } from "./options";
import { measureOrders } from "./orders/orders";
import { type Benchmark, drawTable, round } from "./report";

const benchmarks: Record<string, Benchmark> = {
  ingest: measureIngest,
  freshness: measureFreshness,
  catalog: measureCatalog,
  orders: measureOrders,
};

async function main(opened: Opened): Promise<void> {
  const { name, json, small } = readBenchOptions(process.argv.slice(2), benchmarks);
  const measure = benchmarks[name];
  if (!measure) throw new Error(`no benchmark ${name}`);
  const started = describeMachine("");
  const say = (what: string) => void process.stderr.write(`${what}\n`);
  const { figures, table, postgres } = await measure({ small, opened, say });
  const machine = started.replace("PostgreSQL ", `PostgreSQL ${postgres}`);
  const title = `${name}${small ? " (a smoke run: the figures mean nothing)" : ""}`;
  (json ? process.stderr : process.stdout).write(`\n${title}\n  ${machine}\n${drawTable(table)}\n`);
  const rounded = Object.entries(figures).map(([key, value]) => [key, round(value)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

const opened = new Opened();
let leaving = false;
/** Once: what fails because everything is being closed is no news. */
function leave(code: number): void {
  if (leaving) return;
  leaving = true;
  void opened.close().finally(() => process.exit(code));
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => leave(1));
main(opened).then(
  () => leave(0),
  (error: unknown) => {
    if (!leaving) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    leave(1);
  },
);
