import type { HeadersFunction } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";

/**
 * Every page exports it. An answer of the authentication travels as an error, and Remix shows the headers of an error to
 * the page it belongs to alone: without it App Bridge is not told to repeat a form with a fresh session token, and what
 * was typed is lost.
 */
export const headers: HeadersFunction = (args) => boundary.headers(args);
