import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/**
 * What stands in place of a page that failed. A thrown answer with HTML of its own is Shopify's authentication at work
 * (the bounce page) and must be shown as it is; anything else gets a calm sentence and never a stack trace.
 */
export function PageError() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && typeof error.data === "string" && error.data.trimStart().startsWith("<")) {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
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
  );
}
