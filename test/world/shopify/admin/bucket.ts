export interface BucketSettings {
  maximumAvailable: number;
  /** Points a second. */
  restoreRate: number;
}

/** The leaky bucket of one app and shop: full at first, refilled by the clock. */
export class Bucket {
  #available: number;
  #at: number;

  constructor(
    readonly settings: BucketSettings,
    private readonly clock: { now(): Date },
  ) {
    this.#available = settings.maximumAvailable;
    this.#at = clock.now().getTime();
  }

  /** Takes the cost when it is there; false leaves the bucket as it is. */
  take(cost: number): boolean {
    if (this.available() < cost) return false;
    this.#available -= cost;
    return true;
  }

  available(): number {
    const now = this.clock.now().getTime();
    const restored = ((now - this.#at) / 1000) * this.settings.restoreRate;
    this.#available = Math.min(this.settings.maximumAvailable, this.#available + restored);
    this.#at = now;
    return Math.floor(this.#available);
  }

  status() {
    return { ...this.settings, currentlyAvailable: this.available() };
  }

  /** As if other calls had used it up. */
  drain(to = 0): void {
    this.available();
    this.#available = to;
  }
}
