import type { ServerBuild } from "@remix-run/node";

import type { Pages } from "./server";

/**
 * Pages straight from the sources, for `npm run dev`. Vite is a development dependency: imported only here.
 * @param appUrl where the admin opens the app: the tunnel of `shopify app dev`, whose host Vite would refuse.
 */
export async function devPages(appUrl: string): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true, allowedHosts: [new URL(appUrl).hostname] } });
  return {
    assets: [vite.middlewares],
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
  };
}
