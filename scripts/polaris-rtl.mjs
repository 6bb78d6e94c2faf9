import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import rtlcss from "rtlcss";

const require = createRequire(import.meta.url);
const target = new URL("../app/styles/polaris.rtl.css", import.meta.url);

/**
 * Writes Polaris's stylesheet mirrored for right-to-left scripts: Polaris ships left-to-right only, with physical
 * `left` and `right` in some 380 rules. Run before `remix vite:build`; the file is not kept in the repository.
 */
export async function writePolarisRtl() {
  const source = await readFile(require.resolve("@shopify/polaris/build/esm/styles.css"), "utf8");
  await writeFile(target, rtlcss.process(source));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await writePolarisRtl();
