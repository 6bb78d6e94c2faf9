// node --import ./test/world/redirect-preload.mjs ...: the app as it is, but its Shopify is the stand-in.
// SHOPIFY_STANDIN_ORIGIN says where that is; SHOPIFY_STANDIN_STRICT=1 refuses every other address but loopback.
import { redirectShopify } from "./shopify/preload.mjs";

const origin = process.env.SHOPIFY_STANDIN_ORIGIN;
if (origin) await redirectShopify(origin, { strict: Boolean(process.env.SHOPIFY_STANDIN_STRICT) });
