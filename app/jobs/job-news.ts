import type { Effects } from "../platform/effects";
import { listen } from "../platform/listen";
import { JOB_NEWS, readJobNews } from "../platform/queue";

/** The queue looks for jobs by itself once a second; an alarm is for those that are to run between two looks. */
const LONGEST_MS = 4_000;

/**
 * Hears of every job that is added anywhere, at once when it is to run now, or when it is due where that is a little later.
 * What is told while the connection is broken is lost; the workers' own looks find it.
 * @returns how to end it
 */
export async function listenForJobs(
  { clock, log }: Pick<Effects, "clock" | "log">,
  databaseUrl: string,
  due: (task: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const alarms = new Set<NodeJS.Timeout>();
  const setAlarm = (task: string, ms: number) => {
    if (ms > LONGEST_MS) return;
    const alarm = setTimeout(() => {
      alarms.delete(alarm);
      due(task);
    }, ms + 1);
    alarms.add(alarm);
  };
  const hear = (payload: string) => {
    const { task, runAt } = readJobNews(payload);
    const ms = runAt === undefined ? 0 : runAt.getTime() - clock.now().getTime();
    if (ms > 0) setAlarm(task, ms);
    else due(task);
  };
  const listener = await listen(databaseUrl, JOB_NEWS, hear, log);
  return {
    async stop() {
      for (const alarm of alarms) clearTimeout(alarm);
      await listener.close();
    },
  };
}
