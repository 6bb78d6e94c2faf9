// Lint, types and tests at once: the tests mostly wait for databases, browsers and each other, the other two for a processor.
import { spawn } from "node:child_process";

/** A command's output comes in one piece when it ends, but for the tests', which is watched. */
const checks = [
  { name: "lint", args: ["run", "--silent", "lint"], watched: false },
  { name: "typecheck", args: ["run", "--silent", "typecheck"], watched: false },
  { name: "tests", args: ["exec", "--", "vitest", "run"], watched: true },
];

function run({ name, args, watched }) {
  return new Promise((resolve) => {
    const child = spawn("npm", args, { stdio: ["ignore", watched ? "inherit" : "pipe", watched ? "inherit" : "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (output += piece));
    child.once("error", (error) => resolve({ name, ok: false, output: error.message }));
    child.once("close", (code) => resolve({ name, ok: code === 0, output }));
  });
}

const results = await Promise.all(checks.map(run));
for (const { name, ok, output } of results) {
  if (!ok && output) console.error(`\n${name}:\n${output}`);
}
console.log(results.map(({ name, ok }) => `${name} ${ok ? "passed" : "FAILED"}`).join(", "));
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
