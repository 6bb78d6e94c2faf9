import type { Channel, CredentialCheck, Credentials } from "../channels/channel";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";

/** Why a connection could not be made or changed; nothing was stored. */
export interface Refusal {
  ok: false;
  /** Has its sentence under `problems.<code>`. */
  code: string;
  /** The credential (or "baseUrl") at fault, where one is. */
  field: string | null;
  params: Record<string, string | number>;
  /** The channel could not be asked: the same values may be right, try again. */
  retryable: boolean;
}

export function refusal(code: string, field: string | null, params: Refusal["params"] = {}): Refusal {
  return { ok: false, code, field, params, retryable: false };
}

/** Pasted values, outer spaces removed and nothing else taken along; or the first that is missing or looks wrong. */
export function readPasted(channel: Channel, given: Credentials): { ok: true; credentials: Credentials } | Refusal {
  const credentials: Record<string, string> = {};
  for (const { name, pattern } of channel.credentialFields) {
    const value = given[name]?.trim() ?? "";
    if (value === "") return refusal("connection.credential_missing", name, { channel: channel.name });
    if (!pattern.test(value)) return refusal("connection.credential_malformed", name, { channel: channel.name });
    credentials[name] = value;
  }
  return { ok: true, credentials };
}

/**
 * Asks the channel whether it takes the credentials. What only works the other way round, like a secret the channel
 * signs its calls with, no call of ours can check: a wrong one shows at the channel's first call (`call_refused`).
 */
export async function askChannel(
  effects: Pick<Effects, "http" | "clock" | "log">,
  channel: Channel,
  asked: { credentials: Credentials; baseUrl: string | null; options: unknown },
): Promise<CredentialCheck> {
  const { credentials, options } = asked;
  const baseUrl = asked.baseUrl ?? channel.defaultBaseUrl;
  try {
    const { http, clock } = effects;
    return await channel.checkCredentials({
      credentials,
      baseUrl,
      findings: {},
      options,
      statusWords: {},
      http,
      clock,
    });
  } catch (error) {
    effects.log.warn({ channel: channel.id, failure: codeOf(error) }, "the check of credentials failed");
    return {
      ok: false,
      code: isFailure(error) ? error.code : "channel.unavailable",
      retryable: !isFailure(error) || error.kind === "retryable",
      field: null,
      params: { channel: channel.name },
    };
  }
}

function codeOf(error: unknown): string {
  if (isFailure(error)) return error.code;
  return error instanceof Error ? error.name : "unknown";
}
