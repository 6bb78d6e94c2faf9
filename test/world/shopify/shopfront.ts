import { Bucket, type BucketSettings } from "./admin/bucket";
import type { Shop } from "./store/shop";
import { Tokens } from "./server/tokens";

/** A shop and what the app has on it: tokens, budget, whether it is installed. */
export class Shopfront {
  readonly tokens: Tokens;
  readonly bucket: Bucket;
  /** The merchant has it installed; it ends with an uninstall. */
  installed = true;

  constructor(
    readonly shop: Shop,
    settings: { bucket: BucketSettings; scopes: string },
  ) {
    this.tokens = new Tokens(shop.clock, settings.scopes);
    this.bucket = new Bucket(settings.bucket, shop.clock);
  }
}
