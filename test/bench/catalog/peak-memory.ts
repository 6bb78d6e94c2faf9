import { readFile } from "node:fs/promises";

/** The most resident memory that a process ever had, in MB: the kernel's own high-water mark (Linux alone has it). */
export async function peakMemoryMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`the kernel does not tell the peak memory of process ${pid}`);
  return Number(kilobytes) / 1_024;
}
