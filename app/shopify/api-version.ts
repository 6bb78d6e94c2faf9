/** The Admin API version everything here is written against; app/shopify/generated comes from the same schema. */
export const ADMIN_API_VERSION = "2026-10";
