/**
 * How anything fails here: retryable (the same call may succeed later) or final (it never will, somebody has to act).
 * `code` is stable; one that can reach a merchant has a sentence in every language, under `problems.<code, its dot as _>`.
 * `params` fill that sentence and hold neither secrets nor personal data. `message` is for logs.
 */
export type FailureKind = "retryable" | "final";

export interface FailureDetails {
  kind: FailureKind;
  code: string;
  message: string;
  params?: Record<string, string | number>;
  /** The other side asked to wait this long. */
  retryAfterMs?: number;
  /** The call may have had its effect although no answer came (lost answer, timeout after sending). */
  outcomeUnknown?: boolean;
  cause?: unknown;
}

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly params: Record<string, string | number>;
  readonly retryAfterMs: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(details: FailureDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "Failure";
    this.kind = details.kind;
    this.code = details.code;
    this.params = details.params ?? {};
    this.retryAfterMs = details.retryAfterMs;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
  }
}

/** True for a Failure, also one made by another bundle of this program (web and worker code are bundled apart). */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === "Failure" && "code" in error && "kind" in error;
}
