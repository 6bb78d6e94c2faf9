import { useRouteLoaderData } from "@remix-run/react";
import { useBreakpoints } from "@shopify/polaris";

import { useHydrated } from "./use-hydrated";

/**
 * Whether tables are drawn for a phone. The server's guess (by the browser's name) until the width is known, so that nothing
 * jumps.
 */
export function useCondensed(): boolean {
  const phone = useRouteLoaderData<{ phone: boolean }>("routes/app")?.phone ?? false;
  const { smDown } = useBreakpoints();
  return useHydrated() ? smDown : phone;
}
