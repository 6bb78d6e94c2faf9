import type { Channel, CredentialCheck, CredentialField, Credentials } from "../channels/channel";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";

/** Why a connection could not be made or changed; nothing was stored. */
export interface Refusal {
  ok: false;
  /** Has its sentence under `problems.<code, its dot as _>`. */
  code: string;
  /** The credential (or "baseUrl") at fault, where one is. */
  field: string | null;
  params: Record<string, string | number>;
  /** The channel could not be asked: the same values may be right, try again. */
  retryable: boolean;
  /** What else is wrong, where more than one value is: all of it can be mended at once. */
  others?: readonly FieldFault[];
}

export interface FieldFault {
  field: string;
  code: string;
}

/** A refusal that trying again would not change. */
export function refusal(code: string, field: string | null, params: Refusal["params"] = {}): Refusal {
  return { ok: false, code, field, params, retryable: false };
}

const MALFORMED = "connection.credential_malformed";
const SWAPPED = "connection.credential_swapped";

/** Pasted values, outer spaces removed and nothing else taken along; or all that are missing or look wrong. */
export function readPasted(channel: Channel, given: Credentials): { ok: true; credentials: Credentials } | Refusal {
  const valueOf = (name: string) => given[name]?.trim() ?? "";
  const credentials = Object.fromEntries(channel.credentialFields.map(({ name }) => [name, valueOf(name)]));
  const faults = channel.credentialFields.flatMap((field): FieldFault[] => {
    const code = faultOf(channel, field, valueOf(field.name));
    return code ? [{ field: field.name, code }] : [];
  });
  const [first, ...others] = mixedUp(faults);
  if (!first) return { ok: true, credentials };
  const refused = refusal(first.code, first.field, { channel: channel.name });
  return others.length > 0 ? { ...refused, others } : refused;
}

/** Where one value stands in another's field, what looks wrong there is the one that belongs here. */
function mixedUp(faults: readonly FieldFault[]): FieldFault[] {
  const swapped = faults.some(({ code }) => code === SWAPPED);
  return faults.map((fault) => (swapped && fault.code === MALFORMED ? { ...fault, code: SWAPPED } : fault));
}

function faultOf(channel: Channel, field: CredentialField, value: string): string | null {
  if (value === "") return "connection.credential_missing";
  if (field.pattern.test(value)) return null;
  const elsewhere = channel.credentialFields.some(
    (other) => other !== field && other.begins && value.startsWith(other.begins),
  );
  return elsewhere ? SWAPPED : MALFORMED;
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
