import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import type { EncryptionKey } from "./env";
import { Failure } from "./failure";

/**
 * Text sealed with AES-256-GCM as `<key id>.<iv>.<tag>.<ciphertext>` (base64url). The first key seals, every key opens;
 * `context` is bound in as additional data, so that a sealed value moved to another row does not open there.
 */
export interface Sealer {
  seal(plain: string, context: string): string;
  /** @throws Failure `crypto.unreadable` when no key opens it. */
  open(sealed: string, context: string): string;
  /** True when it was sealed with another key than the one that seals now. */
  isOutdated(sealed: string): boolean;
}

/** @throws Error without a key */
export function createSealer(keys: readonly EncryptionKey[]): Sealer {
  const [first] = keys;
  if (!first) throw new Error("a sealer needs at least one key");
  const byId = new Map(keys.map((entry) => [entry.id, entry.key]));
  return {
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", first.key, iv).setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [first.id, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
    },
    open(sealed, context) {
      const [id = "", iv = "", tag = "", text = ""] = sealed.split(".");
      const key = byId.get(id);
      if (!key) throw unreadable(`no key "${id}" in ENCRYPTION_KEYS`);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, "base64url"));
        return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
      } catch {
        throw unreadable("it was changed, or sealed for something else");
      }
    },
    isOutdated: (sealed) => !sealed.startsWith(`${first.id}.`),
  };
}

function unreadable(why: string): Failure {
  return new Failure({ kind: "final", code: "crypto.unreadable", message: `a stored secret cannot be opened: ${why}` });
}

/** As lower-case hex. */
export function sha256Hex(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The key is the secret's text as UTF-8. */
export function hmacSha256(secret: string, data: Buffer): Buffer {
  return createHmac("sha256", secret).update(data).digest();
}

/** Compares without telling by its duration where two values differ; that their lengths do is no secret of a digest. */
export function equalInConstantTime(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** 32 bytes nobody can guess, safe in a URL path. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}
