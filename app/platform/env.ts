import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));

const encryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/, "must be id:base64 of 32 bytes, comma-separated")
  .transform((entry) => {
    const at = entry.indexOf(":");
    return { id: entry.slice(0, at), key: Buffer.from(entry.slice(at + 1), "base64") };
  });

const schema = z.object({
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_APP_URL: url,
  SCOPES: z.string().min(1),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  ENCRYPTION_KEYS: z
    .string()
    .min(1)
    .transform((list) => list.split(",").map((entry) => entry.trim()))
    .pipe(z.array(encryptionKey).min(1)),
  HKJ_API_BASE_URL: url.default("https://hkjshopping-production.up.railway.app/api"),
  HOST: z.string().min(1).default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PROCESS: z.enum(["all", "web", "worker"]).default("all"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

export type Env = z.infer<typeof schema>;
export type EncryptionKey = z.infer<typeof encryptionKey>;

export class EnvError extends Error {}

/**
 * The whole configuration, read once at the start.
 * @throws EnvError whose message is one line naming every missing or bad variable (never its value).
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = asOfCli(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is missing` : `${name} is not valid (${issue.message})`;
  });
  throw new EnvError(`Configuration: ${[...new Set(complaints)].join("; ")}`);
}

/**
 * `shopify app dev` names the tunnel's address HOST (and, since later, APP_URL): it is where the app is reached, not where it
 * listens (github.com/Shopify/cli, processes/web.ts).
 */
function asOfCli(given: Record<string, string | undefined>): Record<string, string | undefined> {
  const { HOST, ...others } = given;
  const reached = HOST !== undefined && /^https?:/.test(HOST) ? HOST : undefined;
  const appUrl = reached ?? given["SHOPIFY_APP_URL"] ?? given["APP_URL"];
  return { ...(reached === undefined ? given : others), ...(appUrl !== undefined && { SHOPIFY_APP_URL: appUrl }) };
}
