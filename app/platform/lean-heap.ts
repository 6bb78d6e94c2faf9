import { setFlagsFromString } from "node:v8";

/**
 * Has the garbage collector come more often. Left to itself V8 lets the heap of a large sync grow to several times what is
 * in use before it cleans up, because the machine has memory; so the process keeps to about half of that, for a sixth more
 * processor time in a sync and none at the doors (docs/benchmarks.md). No hard limit: what is needed is given.
 */
export function keepHeapLean(): void {
  setFlagsFromString("--heap-growing-percent=80");
  setFlagsFromString("--semi-space-growth-factor=1");
}
