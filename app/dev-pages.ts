import type { ServerBuild } from "@remix-run/node";

import type { Pages } from "./server";

/** Pages straight from the sources, for `npm run dev`. Vite is a development dependency: imported only here. */
export async function devPages(): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  return {
    assets: [vite.middlewares],
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
  };
}
