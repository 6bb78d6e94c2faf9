import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";

/** What ran it, in one line; the load of the last minute tells whether it had the machine for itself. */
export function describeMachine(postgres: string): string {
  const [load = 0] = loadavg();
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? process.arch})`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${process.platform} ${release()}`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgres}`,
    `load before ${load.toFixed(1)}`,
  ].join(", ");
}
