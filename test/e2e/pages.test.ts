import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { useDatabase } from "../support/database";
import { type WindowRules, shopWindow } from "../world/demo/shop-window";
import { setStage, type Stage } from "../world/demo/stage";
import { sameCatalog, shopWindowOf } from "../world/demo/story";
import { sampleShop } from "../world/shopify/sample-catalog";
import { until } from "../world/until";
import {
  type AdminTab,
  DESKTOP,
  PHONE,
  hasChromium,
  launchBrowser,
  needsChromium,
  openTab,
  openWindow,
} from "./browser";

const LIMIT_MS = 30_000;
const PAGES = ["/app", "/app/channels/hkj", "/app/catalog", "/app/orders", "/app/activity", "/app/settings"];

const database = useDatabase();
let stage: Stage;
let browser: Browser;

/** Opens a page of the app in the admin and waits until its buttons can be pressed. */
async function visit(tab: AdminTab, path: string, language = "en"): Promise<void> {
  await tab.page.goto(`${stage.admin.url}${path}${path.includes("?") ? "&" : "?"}locale=${language}`);
  await tab.app().locator(".Polaris-Page").first().waitFor();
  await tab.app().waitForFunction(() => document.readyState === "complete");
}

/** Whether HKJ has exactly what these rules let through, in these quantities. */
function offered(rules: WindowRules): boolean {
  const wanted = [...shopWindow(stage.shopify.shop(stage.shop), new Date(), rules).values()];
  const line = ({ sku, stock_qty: stock }: { sku: string; stock_qty: number }) => `${sku} ${stock}`;
  return String(wanted.map(line).sort()) === String(stage.hkj.catalog(stage.hkjShop).map(line).sort());
}

describe.skipIf(!hasChromium)(`the pages ${needsChromium}`, () => {
  let tab: AdminTab;

  beforeAll(async () => {
    stage = await setStage({ seed: sampleShop("pages-test.myshopify.com"), databaseUrl: database.url });
    await stage.app.start();
    browser = await launchBrowser();
    tab = await openTab(await openWindow(browser, DESKTOP));
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it("lead from the setup guide to the two fields", async () => {
    await visit(tab, "/app");
    const app = tab.app();
    await app.getByRole("link", { name: "Connect HKJ" }).click();
    await app.getByLabel("API key", { exact: true }).waitFor();
    await until("the address follows", LIMIT_MS, () => tab.page.url().endsWith("/app/channels/hkj"));
  });

  it("say beside the field what is wrong with a key, and keep what was pasted", async () => {
    const app = tab.app();
    await app.getByRole("button", { name: "Check and connect" }).click();
    await app.getByText("A value is missing").nth(1).waitFor();
    await app.getByLabel("API key", { exact: true }).fill(stage.hkjShop.signingSecret);
    await app.getByLabel("Signing secret", { exact: true }).fill(stage.hkjShop.apiKey);
    await app.getByRole("button", { name: "Check and connect" }).click();
    await app.getByText("The two values seem swapped").nth(1).waitFor();
    await app.getByLabel("API key", { exact: true }).fill(`ik_live_${"0".repeat(32)}`);
    await app.getByLabel("Signing secret", { exact: true }).fill(stage.hkjShop.signingSecret);
    await app.getByRole("button", { name: "Check and connect" }).click();
    await app.getByText("HKJ does not accept the API key").first().waitFor();
    expect(await app.locator("body").innerText()).not.toContain("everything that waits");
    expect(await app.getByLabel("Signing secret", { exact: true }).inputValue()).toBe(stage.hkjShop.signingSecret);
  });

  it("connect, say so, and never show a credential again", async () => {
    const app = tab.app();
    await app.getByLabel("API key", { exact: true }).fill(stage.hkjShop.apiKey);
    await app.getByRole("button", { name: "Check and connect" }).click();
    await tab.page.getByText("HKJ is connected").waitFor();
    await app.getByText("Connected", { exact: true }).first().waitFor();
    await app
      .getByText(`ends in ${stage.hkjShop.apiKey.slice(-4)}`)
      .first()
      .waitFor();
    const html = await app.content();
    expect(html).not.toContain(stage.hkjShop.apiKey);
    expect(html).not.toContain(stage.hkjShop.signingSecret);
    stage.hkjShop.outboundUrl = await app.getByLabel("Outbound URL", { exact: true }).inputValue();
  });

  it("show the catalogue going out without being reloaded", async () => {
    await tab.page.getByRole("link", { name: "HKJ Connect" }).click();
    await sameCatalog(stage, LIMIT_MS);
    const items = String(shopWindowOf(stage).size);
    await tab
      .app()
      .getByRole("link", { name: `On HKJ ${items}` })
      .waitFor();
  });

  it("find an item by its SKU, and say why an item is held", async () => {
    await visit(tab, "/app/catalog");
    const app = tab.app();
    const [first] = shopWindowOf(stage).keys();
    await app.getByRole("button", { name: "Search and filter results" }).click();
    await app.getByPlaceholder("Search by title or SKU").fill(first ?? "");
    await app.getByText(first ?? "", { exact: true }).waitFor();
    await until("the others are gone", LIMIT_MS, async () => (await app.locator("tbody tr").count()) === 1);
    await visit(tab, "/app/catalog?state=skipped");
    await tab.app().getByText("Another item has the same SKU").waitFor();
  });

  it("show an order that came in, told in a timeline, and the next one without being reloaded", async () => {
    const [sku = ""] = shopWindowOf(stage).keys();
    const order = await stage.hkj.placeOrder(stage.hkjShop, { items: [{ sku, quantity: 1 }] });
    await visit(tab, "/app/orders");
    const app = tab.app();
    await app.getByText(order.orderNumber, { exact: true }).waitFor();
    const next = await stage.hkj.placeOrder(stage.hkjShop, { items: [{ sku, quantity: 1 }] });
    // The page stays open; the merchant looks at another window, and comes back.
    await app.evaluate(() => window.dispatchEvent(new Event("focus")));
    await app.getByText(next.orderNumber, { exact: true }).waitFor();
    await app.getByRole("link", { name: order.orderNumber }).click();
    await app.getByText("HKJ placed the order").waitFor();
    await app.getByText(/^Created in Shopify as #/).waitFor();
    await visit(tab, "/app/activity");
    await tab.app().getByText(`HKJ placed order ${order.orderNumber}`).waitFor();
  });

  it("begin with an order that waits, and say what to do with it", async () => {
    const items = [{ sku: "NOT-HERE", quantity: 1, unitPriceFils: 1_000 }];
    const order = await stage.hkj.placeOrder(stage.hkjShop, { items });
    await visit(tab, "/app");
    const banner = tab.app().locator(".Polaris-Page .Polaris-Banner").first();
    await banner.getByText(`Order ${order.orderNumber} has an item that is not in your shop`).waitFor();
    await banner.getByRole("link", { name: "View details" }).click();
    await tab.app().getByText("What should happen with this order?").waitFor();
  });

  it("show what came in without personal data, and with it only when that is asked for", async () => {
    const app = tab.app();
    await app.getByRole("button", { name: "Show what came in" }).click();
    const shown = app.locator("pre.payload");
    await shown.waitFor();
    expect(await shown.innerText()).toContain(`"sku": "NOT-HERE"`);
    expect(await shown.innerText()).not.toMatch(/لينا|790000000|Abdoun/);
    await app.getByRole("button", { name: "Show personal data" }).click();
    await app.getByText("What came in was shown with personal data").waitFor();
    expect(await shown.innerText()).toMatch(/لينا حداد[^]*790000000[^]*Abdoun/);
    await app.getByRole("button", { name: "Hide personal data" }).click();
    await until("it is hidden again", LIMIT_MS, async () => !(await shown.innerText()).includes("Abdoun"));
  });

  it("try all held orders again with one press", async () => {
    await visit(tab, "/app/orders?state=held");
    await tab.app().getByRole("button", { name: "Try all again" }).click();
    await tab.page.getByText("1 order is tried again").waitFor();
    await visit(tab, "/app/orders?q=NOT-HERE-AT-ALL");
    await tab.app().getByText("No order matches.").waitFor();
  });

  it("save settings through the admin's save bar, and refuse a bad tag beside its field", async () => {
    await visit(tab, "/app/settings");
    const tag = tab.app().getByLabel("Order tag", { exact: true });
    await tag.fill("one, two");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await tab.app().getByText("Enter a tag of 1 to 40 characters, without commas.").waitFor();
    await tag.fill("From HKJ");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await tab.page.getByText("Saved", { exact: true }).waitFor();
    await visit(tab, "/app/settings");
    expect(await tab.app().getByLabel("Order tag", { exact: true }).inputValue()).toBe("From HKJ");
  });

  it("choose what is offered by a collection, keep stock back, and say beside each field what is wrong", async () => {
    await visit(tab, "/app/settings");
    const app = tab.app();
    const buffer = app.getByLabel("Keep back", { exact: true });
    const save = tab.page.getByRole("button", { name: "Save", exact: true });
    await app.getByRole("button", { name: "Add a rule" }).click();
    await buffer.fill("-1");
    await save.click();
    await app.getByText("Fill in every rule.").waitFor();
    await app.getByText("Enter a whole number from 0 to 9999.").waitFor();
    await app.getByLabel("Kind 1").selectOption("collection");
    await app.getByRole("button", { name: "Choose a collection" }).click();
    await app.getByRole("dialog").getByRole("button", { name: "Pantry" }).click();
    await buffer.fill("١");
    await save.click();
    await tab.page.getByText("Saved", { exact: true }).waitFor();
    const rules = { only: [{ collection: "Pantry" }], buffer: 1 };
    await until("HKJ has what the rules let through", LIMIT_MS, () => offered(rules));
  });

  it("mend a held order by searching for the article it means", async () => {
    const items = [{ sku: "NOBODY-HAS-IT", quantity: 1, unitPriceFils: 900 }];
    const { orderNumber } = await stage.hkj.placeOrder(stage.hkjShop, { items });
    await visit(tab, "/app/orders?state=held");
    const app = tab.app();
    await app.getByRole("link", { name: orderNumber }).click();
    await app.getByText(`Order ${orderNumber} has an item that is not in your shop`).waitFor();
    const [sku = ""] = shopWindowOf(stage).keys();
    await app.getByLabel("Search your items by title or SKU").fill(sku);
    await app.getByRole("button", { name: "Choose this item: " }).first().click();
    await app.getByText(/^Created in Shopify as #/).waitFor();
    await app.getByText("You chose the item for line 1").waitFor();
  });

  it("choose words for statuses; one that HKJ does not know is told again once it is mended", async () => {
    await visit(tab, "/app/settings");
    const word = tab.app().getByRole("textbox", { name: "Word for: Fulfilled" });
    const save = () => tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await word.fill(" ");
    await save();
    await tab.app().getByText("Enter 1 to 40 characters.").waitFor();
    await word.fill("on_its_way");
    await save();
    await tab.page.getByText("Saved", { exact: true }).waitFor();
    const [sku = ""] = shopWindowOf(stage).keys();
    const { orderNumber } = await stage.hkj.placeOrder(stage.hkjShop, { items: [{ sku, quantity: 1 }] });
    const told = () => stage.hkj.statuses(stage.hkjShop, orderNumber).map(({ status }) => status);
    const made = stage.shopify.shop(stage.shop).orders.all.at(-1);
    stage.shopify.merchant(stage.shop).orders.fulfillOrder(made?.id ?? "");
    await visit(tab, "/app/orders");
    await tab.app().getByRole("link", { name: orderNumber }).click();
    await tab
      .app()
      .getByText(/The channel was told “Shipped” and answered: “'status' must be one of/)
      .waitFor();
    expect(told()).toEqual(["confirmed"]);
    await tab.app().getByRole("link", { name: "Words for statuses" }).click();
    await tab.app().getByRole("button", { name: "Reset: Fulfilled" }).click();
    await save();
    await until("HKJ is told after all", LIMIT_MS, () => told().includes("shipped"));
    expect(told()).toEqual(["confirmed", "shipped"]);
  });

  it("take a product out, and offer it again", async () => {
    const rules = { only: [{ collection: "Pantry" }], buffer: 1 };
    const [product] = [...stage.shopify.shop(stage.shop).products.all].filter(({ collections }) =>
      collections.some(({ title }) => title === "Pantry"),
    );
    const title = product?.title ?? "";
    await visit(tab, `/app/catalog?q=${encodeURIComponent(title)}`);
    const app = tab.app();
    await app
      .getByRole("button", { name: `Do not offer: ${title}` })
      .first()
      .click();
    await until("it is gone", LIMIT_MS, () => offered({ ...rules, takenOut: [product?.id ?? ""] }));
    await app
      .getByRole("button", { name: `Offer again: ${title}` })
      .first()
      .click();
    await until("it is back", LIMIT_MS, () => offered(rules));
    // HKJ may be told sooner than the merchant: the toast of the step before is no way back from this one.
    const undo = (said: string) =>
      tab.page.locator(".toast", { hasText: said }).last().getByRole("button", { name: "Undo" }).click();
    await undo("is offered again");
    await until("it is gone again", LIMIT_MS, () => offered({ ...rules, takenOut: [product?.id ?? ""] }));
    await undo("is not offered any more");
    await until("it is back for good", LIMIT_MS, () => offered(rules));
  });

  it.each(["en", "ar"])(
    "render in %s, on a desk and on a phone, without a complaint, a raw key or a sideways scroll",
    async (language) => {
      const context = await openWindow(browser, PHONE);
      const fresh = await openTab(context);
      for (const path of PAGES) {
        await visit(fresh, path, language);
        for (const screen of [PHONE, DESKTOP]) {
          await fresh.page.setViewportSize(screen);
          const app = fresh.app();
          await app.waitForFunction(
            (width) => window.innerWidth <= width && window.innerWidth > width / 2,
            screen.width,
          );
          const seen = await app.evaluate(() => ({
            direction: document.documentElement.dir,
            wide: document.documentElement.scrollWidth > window.innerWidth,
            text: document.body.innerText,
          }));
          const where = `${path}, ${screen.width} wide`;
          expect(seen.direction, where).toBe(language === "ar" ? "rtl" : "ltr");
          expect(seen.wide, `${where}, scrolls sideways`).toBe(false);
          expect(seen.text, where).not.toMatch(
            /\{\{|\b(overview|catalog|orders|channel|settings|problems|activity)\.[a-z_.]+/,
          );
        }
      }
      expect(fresh.complaints).toEqual([]);
      await context.close();
    },
  );

  it("disconnect after plain words", async () => {
    await visit(tab, "/app/channels/hkj");
    const app = tab.app();
    await app.getByRole("button", { name: "Pause" }).click();
    await app.getByText("Paused").waitFor();
    await app.getByRole("button", { name: "Disconnect" }).click();
    await app.getByText("Your key and secret are erased here").waitFor();
    await app.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await app.getByRole("button", { name: "Check and connect" }).waitFor();
  });

  it("promise nothing about the catalog any more, and lead back to the channel", async () => {
    await visit(tab, "/app/catalog");
    const app = tab.app();
    await app.getByText("Nothing is sent to HKJ.").waitFor();
    expect(await app.locator("body").innerText()).not.toMatch(/Waiting|Send again/);
    await app.getByRole("link", { name: "Connect HKJ" }).click();
    await app.getByRole("button", { name: "Check and connect" }).waitFor();
  });

  it("keep the menu around a page that does not exist", async () => {
    const other = await openTab(await openWindow(browser, DESKTOP));
    await visit(other, "/app/orders/00000000-0000-4000-8000-000000000000");
    await other.app().getByText("There is nothing here").waitFor();
    await other.page.getByRole("link", { name: "Settings" }).click();
    await other.app().getByLabel("Order tag", { exact: true }).waitFor();
  });

  it("speak the merchant's language at an address that does not exist", async () => {
    const other = await openTab(await openWindow(browser, DESKTOP));
    await visit(other, "/app/nope", "ar");
    const app = other.app();
    await app.getByText("لا يوجد شيء هنا").waitFor();
    expect(await app.evaluate(() => document.documentElement.dir)).toBe("rtl");
    // The browser itself remarks that the page was a 404.
    expect(other.complaints.filter((text) => !text.includes("404"))).toEqual([]);
  });
});
