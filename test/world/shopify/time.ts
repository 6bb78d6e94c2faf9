/** As the Admin API writes a DateTime: UTC, whole seconds. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** As webhooks write it: the shop's own time with its offset ("2026-11-21T12:00:00+03:00"). */
export function localTimestamp(utc: string, ianaTimezone: string): string {
  const offset = offsetMinutes(new Date(utc), ianaTimezone);
  const local = new Date(Date.parse(utc) + offset * 60_000).toISOString().slice(0, 19);
  const sign = offset < 0 ? "-" : "+";
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMinutes(at: Date, ianaTimezone: string): number {
  let format = formats.get(ianaTimezone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: ianaTimezone, timeZoneName: "longOffset" });
    formats.set(ianaTimezone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}
