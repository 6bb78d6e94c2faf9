import { PassThrough } from "node:stream";

import { type AppLoadContext, type EntryContext, createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";

/** How long a page may stream before it is cut off. */
export const streamTimeout = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { services }: AppLoadContext,
): Promise<Response> {
  services.shopify.addDocumentResponseHeaders(request, headers);
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";

  return new Promise((resolve, reject) => {
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      [ready]: () => {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        responseStatus = 500;
        services.log.error({ err: error }, "pages: rendering failed");
      },
    });
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Remix logs to the console unless told otherwise; a request that the browser gave up is no error. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted) return;
  // What the browser got wrong (a missing page, a wrong method) is no failure of ours.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  // Deeper parts of a path may be secrets: the outbound URL's token is one.
  const route = new URL(request.url).pathname.split("/").slice(0, 3).join("/");
  const reason = error instanceof Error ? error.message : String(error);
  context.services.log.error(
    { route, reason: reason.replaceAll(/\/channels\/\S+/g, "/channels/…") },
    "pages: request failed",
  );
}
