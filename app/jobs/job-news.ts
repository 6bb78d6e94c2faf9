import type { Effects } from "../platform/effects";
import { listen } from "../platform/listen";
import { JOB_NEWS, readJobNews } from "../platform/queue";

/** The queue looks for jobs by itself once a second; an alarm is for those that are to run between two looks. */
const LONGEST_MS = 4_000;

/** What a lane of workers is told of a job of its own. */
export interface HearOfJobs {
  /** There is a new one; the queue itself says that too. */
  added: (task: string) => void;
  /** There is one to run that the queue does not tell of: it is due by now, or was brought forward. */
  due: (task: string) => void;
}

/** Hears of every job that is added anywhere, and of one that is to run a little later when it is due. @returns how to end it */
export async function listenForJobs(
  { clock, log }: Pick<Effects, "clock" | "log">,
  databaseUrl: string,
  { added, due }: HearOfJobs,
): Promise<{ stop(): Promise<void> }> {
  const alarms = new Set<NodeJS.Timeout>();
  const setAlarm = (task: string, ms: number) => {
    if (!(ms >= 0 && ms <= LONGEST_MS)) return;
    const alarm = setTimeout(() => {
      alarms.delete(alarm);
      due(task);
    }, ms + 1);
    alarms.add(alarm);
  };
  const hear = (payload: string) => {
    const { task, when } = readJobNews(payload);
    if (when === "added") added(task);
    else if (when === "brought_forward") due(task);
    else setAlarm(task, when.getTime() - clock.now().getTime());
  };
  const listener = await listen(databaseUrl, JOB_NEWS, hear, log);
  return {
    async stop() {
      for (const alarm of alarms) clearTimeout(alarm);
      await listener.close();
    },
  };
}
