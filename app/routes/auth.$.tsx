import type { LoaderFunctionArgs } from "@remix-run/node";

/** Shopify's own way-stations under /auth: the bounce page that fetches a session token, and leaving the frame. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await context.services.shopify.authenticateAuthRoute(request);
  return null;
};
