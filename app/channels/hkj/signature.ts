import { equalInConstantTime, hmacSha256 } from "../../platform/crypto";
import type { IncomingRequest } from "../channel";
import { DEFAULT_SIGNATURE_SCHEMES, SIGNATURE_HEADER, type SignatureScheme } from "./contract";

/** What a scheme finds in the header: the digest claimed, and what goes before the body in the text it was made over. */
interface Claim {
  digest: Buffer;
  prefix: string;
}

const HEX = /^[0-9a-f]{64}$/i;

const readers: Readonly<Record<SignatureScheme, (value: string) => Claim | undefined>> = {
  hex: (value) => (HEX.test(value) ? { digest: Buffer.from(value, "hex"), prefix: "" } : undefined),
  "sha256-hex": (value) => (/^sha256=/i.test(value) ? readers.hex(value.slice("sha256=".length)) : undefined),
  base64: (value) =>
    /^[A-Za-z0-9+/]{43}=$/.test(value) ? { digest: Buffer.from(value, "base64"), prefix: "" } : undefined,
  timestamped: (value) => {
    const parts = new Map(value.split(",").map((part) => splitOnce(part.trim())));
    const at = parts.get("t");
    const claim = readers.hex(parts.get("v1") ?? "");
    return claim && at && /^\d{1,20}$/.test(at) ? { ...claim, prefix: `${at}.` } : undefined;
  },
};

function splitOnce(part: string): [string, string] {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}

/**
 * Whether HKJ signed exactly these bytes: HMAC-SHA256 over the raw body, key the signing secret as UTF-8 (contract H1).
 * A call without a signature, or a connection without a secret, is never authentic. Compares in constant time.
 */
export function isSigned(request: IncomingRequest, secret: string, scheme: SignatureScheme | "auto"): boolean {
  const value = headerOf(request, SIGNATURE_HEADER)?.trim();
  if (!value || !secret) return false;
  const accepted = scheme === "auto" ? DEFAULT_SIGNATURE_SCHEMES : [scheme];
  return accepted.some((name) => {
    const claim = readers[name](value);
    if (!claim) return false;
    const signed = claim.prefix ? Buffer.concat([Buffer.from(claim.prefix), request.rawBody]) : request.rawBody;
    return equalInConstantTime(hmacSha256(secret, signed), claim.digest);
  });
}

function headerOf(request: IncomingRequest, name: string): string | undefined {
  return Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
