import type { LoaderFunctionArgs } from "@remix-run/node";

/** An address under the app that leads nowhere: said inside the layout, with the menu and in the merchant's language. */
export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  await services.shopify.requireAdmin(request);
  throw new Response(null, { status: 404 });
};

export const action = loader;

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

/** Never shown; a route without a component would answer with data instead of a page. */
export default function Nowhere() {
  return null;
}
