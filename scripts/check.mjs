// Lint, types and tests at once. Lint reads sources only and begins at once; types need what is generated, and tests what is
// built: they mostly wait for databases, browsers and each other, the others for a processor.
import { spawn } from "node:child_process";

/** A command's output comes in one piece when it ends, but for the tests', which is watched. */
function run(name, args, watched = false) {
  return new Promise((resolve) => {
    const child = spawn("npm", args, { stdio: ["ignore", watched ? "inherit" : "pipe", watched ? "inherit" : "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (output += piece));
    child.once("error", (error) => resolve({ name, ok: false, output: error.message }));
    child.once("close", (code) => resolve({ name, ok: code === 0, output }));
  });
}

/** A step and, once it has passed, what needs it, all at once. Resolves to the results of those that ran. */
async function first(step, ...next) {
  const result = await step();
  const later = result.ok ? await Promise.all(next.map((one) => one())) : [];
  return [result, ...later.flat()];
}

const script = (name) => () => run(name, ["run", "--silent", name]);
const tests = () => run("tests", ["exec", "--", "vitest", "run"], true);

const all = [
  first(script("lint")),
  first(script("generate"), script("typecheck"), () => first(script("build"), tests)),
];
const results = (await Promise.all(all)).flat();
for (const { name, ok, output } of results) {
  if (!ok && output) console.error(`\n${name}:\n${output}`);
}
console.log(results.map(({ name, ok }) => `${name} ${ok ? "passed" : "FAILED"}`).join(", "));
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
