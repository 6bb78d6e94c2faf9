import type { Effects } from "../platform/effects";
import { listen } from "../platform/listen";
import { JOB_AT } from "../platform/queue";

/** The queue looks for jobs by itself once a second; an alarm is for those that are to run between two looks. */
const LONGEST_MS = 5_000;

/** Has `look` called when a job that is to run a little later is due. @returns how to end it */
export async function setAlarms(
  { clock, log }: Pick<Effects, "clock" | "log">,
  databaseUrl: string,
  look: () => void,
): Promise<{ stop(): Promise<void> }> {
  const alarms = new Set<NodeJS.Timeout>();
  const set = (at: string) => {
    const ms = Number(at) - clock.now().getTime();
    if (!(ms >= 0 && ms <= LONGEST_MS)) return;
    const alarm = setTimeout(() => {
      alarms.delete(alarm);
      look();
    }, ms + 1);
    alarms.add(alarm);
  };
  const listener = await listen(databaseUrl, JOB_AT, set, log);
  return {
    async stop() {
      for (const alarm of alarms) clearTimeout(alarm);
      await listener.close();
    },
  };
}
