import type { LoaderFunctionArgs } from "@remix-run/node";

/** Shopify's own way-stations under /auth: the bounce page that fetches a session token, and leaving the frame. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  try {
    await context.services.shopify.authenticateAuthRoute(request);
    return null;
  } catch (answer) {
    if (answer instanceof Response) throw answer;
    // What the library throws otherwise is about what it was asked: a place outside Shopify to go to, no shop.
    throw new Response(null, { status: 400 });
  }
};
