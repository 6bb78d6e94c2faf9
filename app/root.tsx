import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import polaris from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";

import { PageError } from "./components/page-error";
import { translator } from "./i18n/i18n";
import { directionOf, localeOf } from "./i18n/locales";
import { polarisTranslations } from "./i18n/polaris";
import { useLocale } from "./i18n/use-locale";
import own from "./styles/app.css?url";
import polarisMirrored from "./styles/polaris.rtl.css?url";

const INTER = "https://cdn.shopify.com/static/fonts/inter/v4/styles.css";

export const links: LinksFunction = () => [
  { rel: "preconnect", href: "https://cdn.shopify.com/" },
  { rel: "stylesheet", href: INTER },
];

/** The language comes with the document (Shopify names it in the address) and stays for as long as the page lives. */
export const loader = ({ request }: LoaderFunctionArgs) => ({ locale: localeOf(request) });
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const direction = directionOf(locale);
  return (
    <html lang={locale} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
        {/* links() cannot see the language, so that these two stand here. */}
        <link rel="stylesheet" href={direction === "rtl" ? polarisMirrored : polaris} />
        <link rel="stylesheet" href={own} />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

/** Whatever fails outside the app's own pages: an address nobody knows, a request that broke. */
export function ErrorBoundary() {
  const locale = useLocale();
  return (
    <I18nextProvider i18n={translator(locale)}>
      <AppProvider i18n={polarisTranslations(locale)}>
        <PageError />
      </AppProvider>
    </I18nextProvider>
  );
}

export default function App() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <I18nextProvider i18n={translator(locale)}>
      <Outlet />
    </I18nextProvider>
  );
}
