import { Failure } from "./failure";

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs: number;
}

export interface HttpResponse {
  status: number;
  headers: Headers;
  text: string;
}

/** One outgoing call, no retries: who calls knows whether repeating is harmless. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * @throws Failure `http.unreachable` (retryable) when no complete answer came; `outcomeUnknown` unless the connection
 * was never made. A redirect is not followed: it would turn a POST into a GET, and carry credentials elsewhere.
 */
export const httpClient: HttpClient = async ({ method, url, headers, body, timeoutMs }) => {
  try {
    const response = await fetch(url, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
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

/** Milliseconds a Retry-After header asks for (seconds or a date), undefined when it asks for nothing readable. */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after");
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
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
