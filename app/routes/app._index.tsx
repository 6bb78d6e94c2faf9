import type { LoaderFunctionArgs } from "@remix-run/node";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  return { shop };
};

export default function Overview() {
  const { t } = useTranslation();
  return <Page title={t("nav.overview")} />;
}
