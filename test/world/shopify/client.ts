import { API_VERSION } from "./admin/schema";
import type { ShopifyWorld } from "./world";

export interface AdminAnswer {
  status: number;
  data: Record<string, unknown> | null | undefined;
  errors: readonly { message: string; locations?: unknown; extensions?: { code?: string } }[] | undefined;
  cost: { requestedQueryCost: number; throttleStatus: { currentlyAvailable: number } } | undefined;
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<AdminAnswer>;

/** Calls the Admin API of one shop of a world as an app would, with a token that is good. */
export function adminOf(world: ShopifyWorld, domain: string): Ask {
  return async (query, variables = {}) => {
    const response = await fetch(`${world.origin}/admin/api/${API_VERSION}/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-host": domain,
        "x-shopify-access-token": world.accessToken(domain),
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Partial<AdminAnswer> & { extensions?: { cost?: AdminAnswer["cost"] } };
    return { status: response.status, data: body.data, errors: body.errors, cost: body.extensions?.cost };
  };
}
