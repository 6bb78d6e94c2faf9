import pino from "pino";

export type Logger = pino.Logger;

/** Field names whose values never reach a log line, wherever they stand. */
const SECRET_FIELDS = [
  "accessToken",
  "refreshToken",
  "apiKey",
  "signingSecret",
  "credentials",
  "password",
  "authorization",
  "body",
  "customer",
  "address",
  "phone",
  "email",
];

/** JSON lines on standard output; secrets and personal data censored by field name as a last line of defence. */
export function createLogger(level: string): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, redact: { paths, censor: "[hidden]" }, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
