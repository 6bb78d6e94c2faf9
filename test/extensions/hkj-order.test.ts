import { describe, expect, it } from "vitest";

import { addOrderOfShopify } from "../support/order-of-shopify";
import { type Host, useBlockPage } from "./host";

const page = useBlockPage("hkj-order", "admin.order-details.block.render", "gid://shopify/Order/501");
const { database, clock, open } = page;

const place = () => addOrderOfShopify(database.db, page.connected, "501", clock.now());
const badges = ({ body }: Host) => body.all("s-badge").map((one) => one.text);

describe("the block on the order page", () => {
  it("shows the channel, its number, what it was told, what waits, and leads to the app", async () => {
    const { id } = await place();
    const { body, ...host } = await open();
    expect(body.all("s-heading").map(({ text }) => text)).toEqual(["HKJ"]);
    expect(body.text).toContain("Order HKJ-1042");
    expect(badges({ body, ...host })).toEqual(["In Shopify", "Shipped"]);
    expect(body.text).toContain("Confirmed1 hour ago");
    expect(body.all("s-link").map(({ attributes }) => attributes.get("href"))).toEqual([`app:app/orders/${id}`]);
  });

  it("shows by itself when the channel was told what waited", async () => {
    const { tell } = await place();
    const host = await open();
    expect(badges(host)).toContain("Shipped");
    await tell();
    await host.pass(3_000);
    expect(badges(host)).toEqual(["In Shopify"]);
    expect(host.body.text).toContain("Shippednow");
  });

  it("says what needs the merchant", async () => {
    const { refuse } = await place();
    await refuse("no such order");
    const { body } = await open();
    expect(body.all("s-banner").map(({ text }) => text)).toEqual([expect.stringContaining("no such order")]);
  });

  it("speaks Arabic where the admin does", async () => {
    await place();
    const host = await open("ar");
    expect(badges(host)).toEqual(["في Shopify", "تم الشحن"]);
    // Beside Arabic letters the signs of a number would change sides.
    expect(host.body.text).toContain("الطلب \u2068HKJ-1042\u2069");
    expect(host.body.text).toContain("الحالات المرسلة إلى \u2068HKJ\u2069");
    expect(host.body.text).not.toMatch(/Told|Order|Open|ago/);
  });

  it("says so of an order that no channel took", async () => {
    const { body } = await open();
    expect(body.text).toBe("No channel took this order.");
  });

  it("says so when the app does not answer, and loads when asked again", async () => {
    await place();
    page.trouble = () => new Response("", { status: 503 });
    const host = await open();
    expect(host.body.text).toContain("could not be loaded");
    page.trouble = undefined;
    host.body.all("s-button")[0]?.click();
    await host.pass(100);
    expect(host.body.text).toContain("HKJ-1042");
    expect(host.body.text).not.toContain("could not be loaded");
  });
});
