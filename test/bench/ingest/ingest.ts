/** How many webhooks are acknowledged a second, and how long each waits, next to the least that has to be done. */
import path from "node:path";

import type pg from "pg";

import { migrate } from "../../../app/platform/migrate";
import { child } from "../child";
import { connect, temporaryPostgres } from "../postgres";
import type { Benchmark } from "../report";
import { round } from "../report";
import { median } from "../statistics";
import { type Contender, SECRET, floorServer, templateServer, theApp } from "./contenders";
import type { LoadOrder, LoadResult } from "./load";

const FULL = { rounds: 7, seconds: 4, warmUpSeconds: 4, connections: 64 };
const SMALL = { rounds: 1, seconds: 0.3, warmUpSeconds: 0.1, connections: 8 };

export const measureIngest: Benchmark = async ({ small, opened, say }) => {
  const size = small ? SMALL : FULL;
  const postgres = await temporaryPostgres(opened);
  const lane = async (name: string) => {
    const url = await postgres.databaseUrl(name);
    await migrate(url, path.resolve("prisma/migrations"));
    return { url, pool: connect(url, opened), results: [] as LoadResult[] };
  };
  const [floor, app, allInOne, template] = [
    await lane("floor"),
    await lane("app"),
    await lane("app_all"),
    await lane("template"),
  ];
  const load = child(new URL("./load.ts", import.meta.url), opened);
  const measure = async ({ port }: Contender, { pool }: { pool: pg.Pool }, seconds: number): Promise<LoadResult> => {
    await pool.query(`truncate "InboxDelivery"`);
    // Neither side pays for the pages that the other left dirty.
    await pool.query("checkpoint");
    load.say({ port, secret: SECRET, connections: size.connections, seconds } satisfies LoadOrder);
    const result = await load.hear<LoadResult>();
    if (result.refused > 0) throw new Error(`${result.refused} webhooks were refused`);
    return result;
  };

  const contenders = [
    { what: "floor", lane: floor, at: await floorServer(opened, floor.url) },
    { what: "app", lane: app, at: await theApp(opened, app.url, "web") },
    { what: "app, worker in the same process", lane: allInOne, at: await theApp(opened, allInOne.url, "all") },
    { what: "template", lane: template, at: await templateServer(opened) },
  ];
  for (const { at, lane: own } of contenders) await measure(at, own, size.warmUpSeconds);
  for (let turn = 1; turn <= size.rounds; turn += 1) {
    for (const { at, lane: own } of contenders) own.results.push(await measure(at, own, size.seconds));
    const [base, own] = [floor.results.at(-1), app.results.at(-1)].map((one) => round(rateOf(one)));
    say(`round ${turn} of ${size.rounds}: floor ${base}/s, app ${own}/s`);
  }
  await checkAllStored(app);
  const of = (read: (result: LoadResult) => number) => (own: { results: LoadResult[] }) =>
    median(own.results.map(read));
  const [rate, p50, p99] = [of(rateOf), of((one) => one.p50), of((one) => one.p99)];
  return {
    figures: {
      rate: rate(app),
      floor_rate: rate(floor),
      ratio: rate(app) / rate(floor),
      p99_ms: p99(app),
      floor_p99_ms: p99(floor),
      template_rate: rate(template),
    },
    table: [
      [`median of ${size.rounds} rounds`, "acknowledged/s", "of the floor", "p50 ms", "p99 ms"],
      ...contenders.map(({ what, lane: own }): [string, ...number[]] => [
        what,
        round(rate(own)),
        round(rate(own) / rate(floor)),
        round(p50(own)),
        round(p99(own)),
      ]),
    ],
    postgres: postgres.version,
  };
};

function rateOf(result: LoadResult | undefined): number {
  return result ? result.acknowledged / result.seconds : NaN;
}

/** Nothing acknowledged may be missing. Each connection's last one comes after the time and is not counted. */
async function checkAllStored({ pool, results }: { pool: pg.Pool; results: LoadResult[] }): Promise<void> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from "InboxDelivery"`);
  const stored = rows[0]?.count ?? 0;
  const acknowledged = results.at(-1)?.acknowledged ?? 0;
  if (stored < acknowledged) throw new Error(`${acknowledged} were acknowledged, ${stored} are stored`);
}
