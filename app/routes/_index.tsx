import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify may open the app at its root; what it says in the query must arrive at the page. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(`/app${new URL(request.url).search}`);
