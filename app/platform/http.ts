import { Failure } from "./failure";

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs: number;
  /** Of the answer, unpacked; default 10 MB. */
  maxBytes?: number;
}

export interface HttpResponse {
  status: number;
  headers: Headers;
  text: string;
}

/** One outgoing call, no retries: who calls knows whether repeating is harmless. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

const MAX_BYTES = 10 * 1024 * 1024;

/**
 * The one HTTP client. A redirect is not followed: it would turn a POST into a GET, and carry credentials elsewhere.
 * @throws Failure `http.unreachable` (retryable) when no complete answer came, `outcomeUnknown` unless the connection was never
 * made. Failure `http.answer_too_large` (retryable, outcome unknown): whoever is at the address does not speak its protocol,
 * and must not fill our memory.
 */
export const httpClient: HttpClient = async ({ method, url, headers, body, timeoutMs, maxBytes = MAX_BYTES }) => {
  try {
    const response = await fetch(url, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await textOf(response, url, maxBytes) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure({
      kind: "retryable",
      code: "http.unreachable",
      message: `no answer from ${new URL(url).host}: ${causeOf(error)}`,
      params: { host: new URL(url).host },
      outcomeUnknown: !neverConnected(error),
      cause: error,
    });
  }
};

async function textOf(response: Response, url: string, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    parts.push(next.value);
    if (size <= maxBytes) continue;
    await reader.cancel();
    throw tooLarge(url, maxBytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

function tooLarge(url: string, maxBytes: number): Failure {
  const { host } = new URL(url);
  return new Failure({
    kind: "retryable",
    code: "http.answer_too_large",
    message: `${host} answered with more than ${maxBytes} bytes`,
    params: { host },
    outcomeUnknown: true,
  });
}

/** Milliseconds a Retry-After header asks for (seconds or a date), undefined when it asks for nothing readable. */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after");
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** What the other side calls this answer, for its support; undefined where it says nothing usable. */
export function readRequestId(headers: Headers): string | undefined {
  const id = headers.get("x-request-id")?.trim() ?? "";
  return /^[\w.:/+=-]{1,100}$/.test(id) ? id : undefined;
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
}

function neverConnected(error: unknown): boolean {
  const never = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];
  return never.includes(codeOf(error) ?? "");
}

function causeOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.name : "unknown");
}
