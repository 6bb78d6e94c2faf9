import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { AppProvider, Box, Button, Card, FormLayout, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { readForm } from "../doors/page-action";
import { useLocale } from "../i18n/use-locale";
import { polarisTranslations } from "../i18n/polaris";

/** Answers what is wrong with the shop's address; a right one is redirected to Shopify. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => ({
  // The library takes whatever is no GET for a form.
  fault: String((await context.services.shopify.login(new Request(request, { method: "GET" }))).shop ?? ""),
});
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const shop = (await readForm(request)).get("shop");
  if (typeof shop !== "string" || shop === "") return { fault: "MISSING_SHOP" };
  const asked = new URL(request.url);
  asked.searchParams.set("shop", shop);
  return { fault: String((await context.services.shopify.login(new Request(asked))).shop ?? "") };
};

export default function Login() {
  const { t } = useTranslation();
  const first = useLoaderData<typeof loader>();
  const fault = (useActionData<typeof action>() ?? first).fault;
  const [shop, setShop] = useState("");
  return (
    <AppProvider i18n={polarisTranslations(useLocale())}>
      <Page narrowWidth>
        <Box paddingBlockStart="800">
          <Card>
            <Form method="post">
              <FormLayout>
                <Text as="h1" variant="headingMd">
                  {t("login.title")}
                </Text>
                <Text as="p">{t("login.text")}</Text>
                <TextField
                  label={t("login.shop")}
                  name="shop"
                  type="url"
                  autoComplete="on"
                  placeholder="example.myshopify.com"
                  value={shop}
                  onChange={setShop}
                  error={fault ? t(fault === "MISSING_SHOP" ? "login.missing_shop" : "login.invalid_shop") : false}
                />
                <Button submit variant="primary">
                  {t("login.submit")}
                </Button>
              </FormLayout>
            </Form>
          </Card>
        </Box>
      </Page>
    </AppProvider>
  );
}
