import { isFailure } from "../../platform/failure";
import type { ChannelContext, CredentialCheck } from "../channel";
import { callHkj, failureOf } from "./call";
import { CHANNEL_NAME, CREDENTIAL_FIELDS, IMPOSSIBLE_BATCH_ID, LIMITS, PATHS } from "./contract";
import { probe } from "./probe";

type Refusal = Extract<CredentialCheck, { ok: false }>;

/**
 * Asks HKJ whether it takes this key, changing nothing there: the form of both values first; then the progress of an
 * import that cannot exist, which a good key is answered with 404; then the probe, whose documented answers prove the key
 * once more (any address answers 404 to something). The signing secret cannot be tried: only HKJ uses it.
 */
export async function checkCredentials(context: ChannelContext): Promise<CredentialCheck> {
  const malformed = CREDENTIAL_FIELDS.find((field) => !field.pattern.test(context.credentials[field.name] ?? ""));
  if (malformed) return refusal("channel.credential_malformed", malformed.name);
  try {
    const response = await callHkj(context, {
      method: "GET",
      path: `${PATHS.bulk}/${IMPOSSIBLE_BATCH_ID}`,
      timeoutMs: LIMITS.checkTimeoutMs,
    });
    if (response.status !== 404 && response.status !== 200) throw failureOf(response, context.clock.now());
    return { ok: true, findings: await probe(context) };
  } catch (error) {
    if (!isFailure(error)) throw error;
    if (error.code === "channel.credentials_refused") return refusal(error.code, "apiKey");
    return { ...refusal(error.code, null), retryable: error.kind === "retryable", params: error.params };
  }
}

function refusal(code: string, field: string | null): Refusal {
  return { ok: false, code, retryable: false, field, params: { channel: CHANNEL_NAME } };
}
