import { createHmac, timingSafeEqual } from "node:crypto";

export interface SessionTokenClaims {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const sign = (text: string, secret: string): Buffer => createHmac("sha256", secret).update(text).digest();

/** A session token as App Bridge would hand it out: HS256 with the app's secret. */
export function mintJwt(claims: SessionTokenClaims, secret: string): string {
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${sign(text, secret).toString("base64url")}`;
}

/** The claims of a token with a right signature, for this app, not expired; undefined otherwise. */
export function readJwt(
  token: string,
  key: { apiKey: string; secret: string },
  now: Date,
): SessionTokenClaims | undefined {
  const [header, payload, signature] = token.split(".");
  if (!header || !payload || !signature) return undefined;
  const wanted = sign(`${header}.${payload}`, key.secret);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as SessionTokenClaims;
  const seconds = now.getTime() / 1000;
  return claims.aud === key.apiKey && claims.exp > seconds && claims.nbf <= seconds + 10 ? claims : undefined;
}
