import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { AppProvider as PolarisProvider } from "@shopify/polaris";
import { AppProvider } from "@shopify/shopify-app-remix/react";

import { Navigation } from "../components/navigation";
import { PageError } from "../components/page-error";
import { polarisTranslations } from "../i18n/polaris";
import { useLocale } from "../i18n/use-locale";

/** What every page needs: the key App Bridge starts with, the shop's time zone, and the channels for the menu. */
export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const facts = await services.db.shop.findUnique({ where: { domain: shop }, select: { timezone: true } });
  const channels = [...services.channels.values()].map(({ id, name }) => ({ id, name }));
  const now = services.clock.now().toISOString();
  const phone = /Mobi/.test(request.headers.get("user-agent") ?? "");
  return { apiKey: services.shopify.apiKey, shop, phone, timezone: facts?.timezone ?? "UTC", now, channels };
};

export default function AppLayout() {
  const { apiKey, channels } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} i18n={polarisTranslations(useLocale())}>
      <Navigation channels={channels} />
      <Outlet />
    </AppProvider>
  );
}

/**
 * Answers of the authentication (bounce page, retry with a fresh token) travel as errors: their HTML and headers stand. Pages
 * have boundaries of their own, inside the layout.
 */
export function ErrorBoundary() {
  return (
    <PolarisProvider i18n={polarisTranslations(useLocale())}>
      <PageError />
    </PolarisProvider>
  );
}

export { headers } from "../doors/page-headers";
