import { z } from "zod";

/** A verified `*.myshopify.com` host name. Only a session, an HMAC or a connection token makes one out of outside text. */
export const shopDomain = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/)
  .brand<"ShopDomain">();
export type ShopDomain = z.infer<typeof shopDomain>;

/** The merchant's own article number, as the channel knows the item. Case and inner spaces matter; outer spaces do not. */
export const sku = z.string().trim().min(1).max(255).brand<"Sku">();
export type Sku = z.infer<typeof sku>;
