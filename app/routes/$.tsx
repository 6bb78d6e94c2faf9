/**
 * An address nobody knows. It has a route so that the root's loader runs: without one the page would not know its
 * language, and the browser would render another one than the server did.
 */
export const loader = () => {
  throw new Response(null, { status: 404 });
};

export const action = loader;

/** Never shown; a route without a component would answer with data instead of a page. */
export default function Nowhere() {
  return null;
}
