import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { testClock } from "../../../support/effects";
import { type Ask, adminOf } from "../client";
import { type ShopifyWorld, startShopifyWorld } from "../index";
import { type Json, areHere, at, load, plain, replay, text, variables } from "./load";

const SHOP = "recorded.myshopify.com";
const clock = testClock();
let world: ShopifyWorld;
let ask: Ask;

beforeEach(async () => {
  world = await startShopifyWorld({
    apiKey: "key",
    apiSecret: "secret",
    clock,
    shops: [{ domain: SHOP, otherLocales: ["fr"] }],
  });
  ask = adminOf(world, SHOP);
});
afterEach(() => world.close());

describe.skipIf(!areHere)(
  "catalogue and translations, as the real API answered (skipped without the recordings)",
  () => {
    it("what can be translated on a product, with its digests", async () => {
      const recorded = load("2026-04_localization_localization-translatable-content-product");
      const given = at(recorded, "setup.productCreate.variables.product") as Record<string, string>;
      const { id } = world.merchant(SHOP).catalog.createProduct({
        title: text(given, "title"),
        handle: text(given, "handle"),
        descriptionHtml: text(given, "descriptionHtml"),
        productType: text(given, "productType"),
        seo: { title: text(given, "seo.title"), description: text(given, "seo.description") },
        status: "DRAFT",
        variants: [{ price: "0" }],
      });
      await replay(ask, {
        query: text(recorded, "upstreamCalls.0.query"),
        variables: { resourceId: id },
        data: at(recorded, "read.response.data"),
        cost: at(recorded, "read.response.extensions.cost.requestedQueryCost"),
      });
    });

    it("translations as they are registered, replaced and refused", async () => {
      const recorded = load("2026-04_localization_localization-translation-updated-at");
      const given = at(recorded, "setup.productCreate.variables.product");
      const { id } = world.merchant(SHOP).catalog.createProduct({
        title: text(given, "title"),
        handle: text(given, "handle"),
        status: "DRAFT",
        variants: [{ price: "0" }],
      });
      const content = await ask(
        "query ($id: ID!) { translatableResource(resourceId: $id) { resourceId translatableContent { key value digest locale type } } }",
        { id },
      );
      const resource = at(recorded, "setupRead.response.data.translatableResource") as Record<string, Json>;
      const { resourceId, translatableContent } = resource;
      expect(plain(content.data)).toEqual({ translatableResource: plain({ resourceId, translatableContent }) });

      const register = `mutation ($resourceId: ID!, $translations: [TranslationInput!]!) {
      translationsRegister(resourceId: $resourceId, translations: $translations) {
        translations { key value locale outdated updatedAt market { id } } userErrors { field message code } } }`;
      const read = `query ($resourceId: ID!) { translatableResource(resourceId: $resourceId) { resourceId
      translations(locale: "fr") { key value locale outdated updatedAt market { id } } } }`;
      for (const name of ["initialRegister", "updateRegister", "rejectedRegister"]) {
        clock.advance(1_000);
        const one = at(recorded, name);
        await replay(ask, {
          query: register,
          variables: { ...variables(one, "variables"), resourceId: id },
          data: at(one, "response.data"),
        });
      }
      const data = at(recorded, "downstreamReadAfterRejected.response.data");
      await replay(ask, { query: read, variables: { resourceId: id }, data });
      expect(world.shop(SHOP).translations.get(id)?.[0]?.updatedAt).toBe(
        new Date(clock.now().getTime() - 1_000).toISOString().replace(".000Z", "Z"),
      );
    });

    it("metafield definitions of type id", async () => {
      const recorded = load("2026-04_customers_customer-set-custom-id");
      for (const name of ["validDefinition", "disabledDefinition"]) {
        const one = at(recorded, `cases.${name}`);
        await replay(ask, {
          query: text(one, "request.query"),
          variables: variables(one, "request.variables"),
          data: at(one, "response.data"),
        });
      }
    });
  },
);
