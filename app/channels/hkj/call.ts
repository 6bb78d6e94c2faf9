import { Failure, isFailure } from "../../platform/failure";
import { type HttpResponse, retryAfterMs } from "../../platform/http";
import type { ChannelContext } from "../channel";
import { API_KEY_HEADER, CHANNEL_NAME, STATUS_MEANING } from "./contract";

interface Call {
  method: "GET" | "POST";
  /** Below the connection's base URL. */
  path: string;
  body?: string;
  timeoutMs: number;
}

/**
 * One call to HKJ with the connection's key.
 * @throws Failure `channel.unavailable` (retryable) when no complete answer came
 */
export async function callHkj(context: ChannelContext, call: Call): Promise<HttpResponse> {
  try {
    return await context.http({
      method: call.method,
      url: `${context.baseUrl}${call.path}`,
      headers: {
        [API_KEY_HEADER]: context.credentials["apiKey"] ?? "",
        Accept: "application/json",
        ...(call.body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(call.body !== undefined && { body: call.body }),
      timeoutMs: call.timeoutMs,
    });
  } catch (error) {
    if (!isFailure(error)) throw error;
    throw new Failure({
      kind: "retryable",
      code: "channel.unavailable",
      message: error.message,
      params: { channel: CHANNEL_NAME },
      outcomeUnknown: error.outcomeUnknown,
      cause: error,
    });
  }
}

/** What an HTTP status that is not the one hoped for means (contract H21, H22). Nothing of the body goes into it. */
export function failureOf(response: HttpResponse, now: Date): Failure {
  const { status } = response;
  const wait = retryAfterMs(response.headers, now);
  const make = (kind: "retryable" | "final", code: string) =>
    new Failure({
      kind,
      code,
      message: `${CHANNEL_NAME} answered ${status}`,
      params: { channel: CHANNEL_NAME, status },
      ...(kind === "retryable" && wait !== undefined && { retryAfterMs: wait }),
      // A gateway's 502 says nothing about what the server behind it did.
      outcomeUnknown: status >= 500,
    });
  switch (STATUS_MEANING[status]) {
    case "credentials":
      return make("final", "channel.credentials_refused");
    case "disabled":
      return make("final", "channel.disabled");
    case "refused":
      return make("final", "channel.batch_refused");
    case "rate":
      return make("retryable", "channel.rate_limited");
    default:
      return make("retryable", "channel.unavailable");
  }
}

/** HKJ answered with the status hoped for, and what it says is not what it should be: nobody knows what it did. */
export function unreadableAnswer(status: number, cause?: unknown): Failure {
  return new Failure({
    kind: "retryable",
    code: "channel.unavailable",
    message: `${CHANNEL_NAME} answered ${status} with something unreadable`,
    params: { channel: CHANNEL_NAME, status },
    outcomeUnknown: true,
    cause,
  });
}
