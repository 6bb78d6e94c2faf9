/** A first sync of a whole shop and an unchanged second one, next to the least that has to be done. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { child } from "../child";
import { type TemporaryPostgres, temporaryPostgres } from "../postgres";
import { type Benchmark, type Row, type Setting, round } from "../report";
import { type ShopShape, plainShop } from "../shop-seed";
import { type BenchStage, connectToHkj, setBenchStage } from "../stage";
import type { FloorOrder } from "./floor";
import { type Pass, watchPass } from "./pass";
import { peakMemoryMb } from "./peak-memory";

const FULL = {
  shapes: [
    { products: 20_000, variants: 5 },
    { products: 2_000, variants: 50 },
  ],
  tenth: { products: 2_000, variants: 5 },
};
const SMALL = {
  shapes: [{ products: 20, variants: 5 }],
  /** One shop will do to see that everything runs. */
  tenth: undefined,
};

interface Measured {
  variants: number;
  first: Pass;
  unchanged: Pass;
  peakMb: number;
  floorSeconds: number;
  posts: number;
  postedMb: number;
}

export const measureCatalog: Benchmark = async (setting) => {
  const { shapes, tenth } = setting.small ? SMALL : FULL;
  const postgres = await temporaryPostgres(setting.opened);
  const small = tenth && (await measureShape(setting, postgres, tenth));
  const measured: Measured[] = [];
  for (const shape of shapes) measured.push(await measureShape(setting, postgres, shape));
  const [slowest] = [...measured].sort((a, b) => ratioOf(a) - ratioOf(b));
  if (!slowest) throw new Error("no shop was measured");
  return {
    figures: {
      variants: slowest.variants,
      rate: rateOf(slowest),
      floor_rate: slowest.variants / slowest.floorSeconds,
      ratio: ratioOf(slowest),
      peak_rss_mb: Math.max(...measured.map(({ peakMb }) => peakMb)),
      peak_rss_mb_10k: (small ?? slowest).peakMb,
      first_seconds: slowest.first.seconds,
      unchanged_seconds: slowest.unchanged.seconds,
      unchanged_events: Math.max(...measured.map(({ unchanged }) => unchanged.events)),
    },
    table: tableOf([...shapes, ...(tenth ? [tenth] : [])], [...measured, ...(small ? [small] : [])]),
    postgres: postgres.version,
  };
};

async function measureShape(setting: Setting, postgres: TemporaryPostgres, shape: ShopShape): Promise<Measured> {
  const variants = shape.products * shape.variants;
  const name = `${shape.products} products of ${shape.variants}`;
  const posts: [url: string, body: string][] = [];
  const scene = { opened: setting.opened, postgres, database: `catalog_${shape.products}x${shape.variants}` };
  const stage = await setBenchStage(scene, plainShop(shape), (url, body) => void posts.push([url, body]));
  setting.say(`${name}: first sync`);
  const first = await watchPass(stage, 0, () => connectToHkj(stage));
  checkSame(stage);
  const uploads = posts.splice(0).filter(([, body]) => body.length > 2);
  const firstFloor = await floor(setting, postgres, stage, { run: first, variants, uploads });
  setting.say(`${name}: ${round(first.seconds)} s, floor ${round(firstFloor)} s; once more, unchanged`);
  const unchanged = await watchPass(stage, 1, () => stage.merchant.press("/app/catalog", { intent: "sync" }));
  checkSame(stage);
  const peakMb = await peakMemoryMb(stage.app.pid());
  const floorSeconds = Math.min(
    firstFloor,
    await floor(setting, postgres, stage, { run: unchanged, variants, uploads }),
  );
  await stage.close();
  const bytes = uploads.reduce((sum, [, body]) => sum + Buffer.byteLength(body), 0);
  return { variants, first, unchanged, peakMb, floorSeconds, posts: uploads.length, postedMb: bytes / 2 ** 20 };
}

/** A figure of a pass that left HKJ with something else than the shop sells would be worth nothing. */
function checkSame(stage: BenchStage): void {
  const wrong = stage.differences();
  if (wrong.length > 0) throw new Error(`${wrong.length} differences after the pass; the first: ${wrong[0]}`);
}

async function floor(
  { opened }: Setting,
  postgres: TemporaryPostgres,
  { shopify, shop, hkj }: BenchStage,
  { run, variants, uploads }: { run: Pass; variants: number; uploads: [url: string, body: string][] },
): Promise<number> {
  const url = shopify.shop(shop).bulkOperations.get(run.run.bulkOperation ?? "")?.url;
  if (!url) throw new Error("the export is gone");
  const folder = await mkdtemp(path.join(tmpdir(), "hkj-connect-bench-"));
  opened.keep(folder, (place) => rm(place, { recursive: true, force: true }));
  const postsFile = path.join(folder, "posts.jsonl");
  await writeFile(postsFile, uploads.map((upload) => `${JSON.stringify(upload)}\n`).join(""));
  const order: FloorOrder = {
    databaseUrl: await postgres.databaseUrl("floor"),
    jsonlUrl: url,
    variants,
    postsFile,
    hkjBaseUrl: hkj.baseUrl,
    // A shop that HKJ has nothing of: the events are as new to it as they were from the app.
    apiKey: hkj.provision().apiKey,
  };
  const worker = child(new URL("./floor.ts", import.meta.url), opened);
  worker.say(order);
  return (await worker.hear<{ seconds: number }>()).seconds;
}

function rateOf({ variants, first }: Measured): number {
  return variants / first.seconds;
}

function ratioOf({ first, floorSeconds }: Measured): number {
  return floorSeconds / first.seconds;
}

function tableOf(shapes: readonly ShopShape[], measured: readonly Measured[]): Row[] {
  const row = (what: string, read: (one: Measured) => number): Row => [
    what,
    ...measured.map((one) => round(read(one))),
  ];
  return [
    ["products x variants of each", ...shapes.map(({ products, variants }) => `${products} x ${variants}`)],
    row("first pass, variants/s", rateOf),
    row("floor, variants/s", (one) => one.variants / one.floorSeconds),
    row("of the floor", ratioOf),
    row("first pass, seconds", (one) => one.first.seconds),
    row("unchanged pass, seconds", (one) => one.unchanged.seconds),
    row("of the first", (one) => one.unchanged.seconds / one.first.seconds),
    row("events of the unchanged pass", (one) => one.unchanged.events),
    row("posts of the first", (one) => one.posts),
    row("MB posted", (one) => one.postedMb),
    row("peak memory of the app, MB", (one) => one.peakMb),
    row("(the shop's export before it, seconds)", (one) => one.first.exportSeconds),
  ];
}
