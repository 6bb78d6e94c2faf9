// Bundles every extension as `shopify app build` does: one script a target, Preact's automatic JSX, ES2015, with the
// call that registers it. Fails where Shopify would refuse the deployment: over 64 kB compressed, a module that is not
// there, or a language without all the texts.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const SOURCE = "extensions";
const OUTPUT = "build/extensions";
/** shopify.dev, "Optimize bundle size", for API versions from 2025-10 on. */
const MOST_BYTES = 64 * 1024;

for (const entry of readdirSync(SOURCE, { withFileTypes: true })) {
  const folder = path.join(SOURCE, entry.name);
  // Other folders hold what extensions share.
  if (existsSync(path.join(folder, "shopify.extension.toml"))) await buildExtension(folder);
}

async function buildExtension(folder) {
  const toml = readFileSync(path.join(folder, "shopify.extension.toml"), "utf8");
  const handle = setting(toml, "handle", folder);
  if (setting(toml, "type", folder) !== "ui_extension") throw new Error(`${folder}: only ui_extension is known here`);
  checkTexts(folder, toml);
  const module = setting(toml, "module", folder);
  const target = setting(toml, "target", folder);
  const { outputFiles } = await build({
    stdin: {
      contents: `import extension from ${JSON.stringify(module)};
        shopify.extend(${JSON.stringify(target)}, (...args) => extension(...args));`,
      resolveDir: folder,
      loader: "js",
    },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    target: "es2015",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
    write: false,
  });
  const script = outputFiles[0].contents;
  const bytes = gzipSync(script).length;
  if (bytes > MOST_BYTES) throw new Error(`${folder}: ${bytes} bytes compressed, and Shopify takes ${MOST_BYTES}`);
  mkdirSync(path.join(OUTPUT, handle), { recursive: true });
  writeFileSync(path.join(OUTPUT, handle, `${handle}.js`), script);
}

/** The value of `key = "..."`; the file is ours, and each key we look for is in it once. */
function setting(toml, key, folder) {
  const found = [...toml.matchAll(new RegExp(`^${key} = "([^"]+)"$`, "gm"))];
  if (found.length !== 1) throw new Error(`${folder}/shopify.extension.toml: ${found.length} times ${key}`);
  return found[0][1];
}

function checkTexts(folder, toml) {
  const texts = (name) => JSON.parse(readFileSync(path.join(folder, "locales", name), "utf8"));
  const files = readdirSync(path.join(folder, "locales"));
  const main = files.filter((name) => name.endsWith(".default.json"));
  if (main.length !== 1) throw new Error(`${folder}/locales: one language is the default`);
  const keys = Object.keys(texts(main[0])).sort();
  for (const [, key] of toml.matchAll(/"t:(\w+)"/g)) {
    if (!keys.includes(key)) throw new Error(`${folder}: no text ${key}`);
  }
  for (const name of files) {
    const own = Object.keys(texts(name)).sort();
    if (own.join() !== keys.join()) throw new Error(`${folder}/locales/${name}: not the same texts as ${main[0]}`);
  }
}
