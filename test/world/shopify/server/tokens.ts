import { randomBytes } from "node:crypto";

const HOUR = 3_600;
const NINETY_DAYS = 90 * 24 * HOUR;

interface Grant {
  accessToken: string;
  accessExpires: number;
  refreshToken: string;
  refreshExpires: number;
  /** The refresh token that this one replaced; it works again until this one is used. */
  replaced: string | undefined;
}

export interface TokenAnswer {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
}

/**
 * The offline tokens of one app on one shop.
 * One expiring token is active: a new one revokes every earlier one. A refresh token may be used again (its answer may
 * have been lost) until the token it was exchanged for is used. A revoked or uninstalled app has none.
 */
export class Tokens {
  #active: Grant | undefined;
  #permanent: string | undefined;
  #tried: string | undefined;
  exchanges = 0;
  refreshes = 0;
  /** A token beside the app's own, for tests that look into the shop; it never ends and revokes nothing. */
  readonly observer = `shpat_${randomBytes(16).toString("hex")}`;

  constructor(
    private readonly clock: { now(): Date },
    private readonly scope: string,
  ) {}

  /** Token exchange. */
  acquire(expiring: boolean): TokenAnswer {
    this.exchanges += 1;
    this.#tried = undefined;
    if (expiring) return this.#answer(this.#grant(undefined));
    this.#active = undefined;
    this.#permanent = `shpat_${randomBytes(16).toString("hex")}`;
    return { access_token: this.#permanent, scope: this.scope };
  }

  /** @returns undefined when the refresh token is unknown, revoked or too old. */
  refresh(refreshToken: string): TokenAnswer | undefined {
    this.refreshes += 1;
    const grant = this.#active;
    if (!grant || grant.refreshExpires <= this.#now()) return undefined;
    const again = grant.replaced === refreshToken && this.#tried === undefined;
    if (grant.refreshToken !== refreshToken && !again) return undefined;
    return this.#answer(this.#grant(refreshToken));
  }

  /** Is this access token good now? Using it settles the refresh it came from. */
  accepts(accessToken: string): boolean {
    if (accessToken === this.observer || (this.#permanent && accessToken === this.#permanent)) return true;
    const good = this.#active?.accessToken === accessToken && this.#active.accessExpires > this.#now();
    if (good) this.#tried = accessToken;
    return good;
  }

  /** Lets the access token end now; it can be refreshed. */
  expire(): void {
    if (this.#active) this.#active.accessExpires = 0;
  }

  /** Ends everything, as an uninstall does. */
  revoke(): void {
    this.#active = undefined;
    this.#permanent = undefined;
  }

  #grant(replaced: string | undefined): Grant {
    const now = this.#now();
    this.#tried = undefined;
    this.#permanent = undefined;
    this.#active = {
      accessToken: `shpat_${randomBytes(16).toString("hex")}`,
      accessExpires: now + HOUR,
      refreshToken: `shprt_${randomBytes(16).toString("hex")}`,
      refreshExpires: now + NINETY_DAYS,
      replaced,
    };
    return this.#active;
  }

  #answer({ accessToken, refreshToken }: Grant): TokenAnswer {
    return {
      access_token: accessToken,
      scope: this.scope,
      expires_in: HOUR,
      refresh_token: refreshToken,
      refresh_token_expires_in: NINETY_DAYS,
    };
  }

  #now(): number {
    return this.clock.now().getTime() / 1000;
  }
}
