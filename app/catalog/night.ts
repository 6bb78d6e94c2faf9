import { createHash } from "node:crypto";

/** Local minutes of the day: between one and five at night. */
const FROM = 60;
const SPAN = 240;
const DAY = 1_440;
const MINUTE_MS = 60_000;

/** The minute of the night that a shop's reconciliation is due at: its own, so that shops do not all come at once. */
export function minuteOfNight(shop: string): number {
  return FROM + (createHash("sha256").update(shop).digest().readUInt32BE(0) % SPAN);
}

/** When that minute last was, on the shop's clock. A time zone we do not know counts as UTC. */
export function lastNight(shop: string, timezone: string, now: Date): Date {
  const since = (localMinute(timezone, now) - minuteOfNight(shop) + DAY) % DAY;
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS - since * MINUTE_MS);
}

function localMinute(timezone: string, now: Date): number {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const write = (timeZone: string) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(now);
  let text: string;
  try {
    text = write(timezone);
  } catch {
    text = write("UTC");
  }
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
}
