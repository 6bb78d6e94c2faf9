import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AppProvider, BlockStack, Box, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { polarisTranslations } from "../i18n/polaris";
import { useLocale } from "../i18n/use-locale";

/**
 * Where whoever opens the app's bare address ends up. With a shop in the address the library sends them on to that shop's
 * admin. Nobody is asked for a shop's address: Shopify does not allow it
 * (https://shopify.dev/docs/apps/launch/app-requirements-checklist), since the admin knows it.
 */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  // The library takes whatever is no GET for a form.
  const fault = (await context.services.shopify.login(new Request(request, { method: "GET" }))).shop;
  return { invalid: fault !== undefined };
};

export default function Login() {
  const { t } = useTranslation();
  const { invalid } = useLoaderData<typeof loader>();
  return (
    <AppProvider i18n={polarisTranslations(useLocale())}>
      <Page narrowWidth>
        <Box paddingBlockStart="800">
          <Card>
            <BlockStack gap="400">
              <Text as="h1" variant="headingMd">
                {t("login.title")}
              </Text>
              {invalid && <Text as="p">{t("login.invalid_shop")}</Text>}
              <Text as="p">{t("login.text")}</Text>
              <InlineStack>
                <Button variant="primary" url={ADMIN}>
                  {t("login.open")}
                </Button>
              </InlineStack>
            </BlockStack>
          </Card>
        </Box>
      </Page>
    </AppProvider>
  );
}

const ADMIN = "https://admin.shopify.com";
