import { isRouteErrorResponse } from "@remix-run/react";
import { AppProvider, Banner, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { polarisTranslations } from "../i18n/polaris";
import { useLocale } from "../i18n/use-locale";

/**
 * What stands in place of a page that failed. A thrown answer with HTML of its own is Shopify's authentication at work
 * (the bounce page) and must be shown as it is; anything else gets a calm sentence and never a stack trace.
 */
export function PageError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (isRouteErrorResponse(error) && typeof error.data === "string" && error.data.trimStart().startsWith("<")) {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <AppProvider i18n={polarisTranslations(locale)}>
      <Page narrowWidth>
        <Banner
          tone={missing ? "info" : "critical"}
          title={missing ? t("error.not_found_title") : t("error.title")}
          action={
            missing
              ? { content: t("error.home"), url: "/app" }
              : { content: t("error.reload"), onAction: () => window.location.reload() }
          }
        >
          <p>{missing ? t("error.not_found_text") : t("error.text")}</p>
        </Banner>
      </Page>
    </AppProvider>
  );
}
