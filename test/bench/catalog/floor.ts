/**
 * The floor of a first sync, in a process of its own: the same JSONL read from the same stand-in and parsed, one row a
 * variant stored in grouped inserts, and the very bodies posted that the app posted, one at a time and evenly over the
 * stream. Nothing is mapped, compared, or remembered. Reading, storing and posting overlap.
 */
import { readFile } from "node:fs/promises";

import pg from "pg";

export interface FloorOrder {
  databaseUrl: string;
  /** The export, and how many variants are in it. */
  jsonlUrl: string;
  variants: number;
  /** A file with a line a post: ["/integration/events", "body"]. */
  postsFile: string;
  hkjBaseUrl: string;
  apiKey: string;
}

const GROUP = 1_000;
const ROWS = `insert into floor_row (id, line) select * from unnest($1::text[], $2::text[])`;

process.on("message", (order: FloorOrder) => void run(order).then((seconds) => process.send?.({ seconds })));
process.once("disconnect", () => process.exit());

async function run(order: FloorOrder): Promise<number> {
  const text = await readFile(order.postsFile, "utf8");
  const posts = text.split("\n").flatMap((line) => (line ? [JSON.parse(line) as [url: string, body: string]] : []));
  const pool = new pg.Pool({ connectionString: order.databaseUrl, max: 1 });
  await pool.query("create table if not exists floor_row (id text primary key, line text not null)");
  await pool.query("truncate floor_row");

  const started = performance.now();
  const response = await fetch(order.jsonlUrl);
  if (!response.body) throw new Error("no export");
  const sender = new Sender(order, posts);
  let storing: Promise<unknown> = Promise.resolve();
  let [ids, lines, seen]: [string[], string[], number] = [[], [], 0];
  const store = async () => {
    await storing;
    storing = pool.query({ name: "rows", text: ROWS, values: [ids, lines] });
    [ids, lines] = [[], []];
  };
  for await (const line of linesOf(response.body)) {
    const { id } = JSON.parse(line) as { id: string };
    if (!id.startsWith("gid://shopify/ProductVariant/")) continue;
    ids.push(id);
    lines.push(line);
    seen += 1;
    if (ids.length < GROUP) continue;
    await store();
    sender.allow(seen / order.variants);
  }
  await store();
  sender.allow(1);
  await Promise.all([storing, sender.done]);
  const seconds = (performance.now() - started) / 1_000;
  await pool.end();
  if (seen !== order.variants) throw new Error(`${seen} of ${order.variants} variants came`);
  return seconds;
}

/** Posts one body after another, as far as it is allowed to. */
class Sender {
  done: Promise<void> = Promise.resolve();
  #next = 0;
  readonly #order: FloorOrder;
  readonly #posts: [url: string, body: string][];

  constructor(order: FloorOrder, posts: [url: string, body: string][]) {
    this.#order = order;
    this.#posts = posts;
  }

  allow(share: number): void {
    const end = Math.floor(share * this.#posts.length);
    const begin = this.#next;
    this.#next = end;
    this.done = this.done.then(async () => {
      for (const [url, body] of this.#posts.slice(begin, end)) await this.#post(url, body);
    });
  }

  async #post(url: string, body: string): Promise<void> {
    const headers = { "x-api-key": this.#order.apiKey, "content-type": "application/json" };
    const response = await fetch(`${this.#order.hkjBaseUrl}${url}`, { method: "POST", headers, body });
    await response.text();
    if (!response.ok) throw new Error(`HKJ answered ${response.status}`);
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const complete = (rest + decoder.decode(piece.value, { stream: true })).split("\n");
    rest = complete.pop() ?? "";
    yield* complete;
  }
  if (rest) yield rest;
}
