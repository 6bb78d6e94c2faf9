import { describe, expect, it } from "vitest";

import { applyReadings } from "../../app/catalog/apply-readings";
import { deliverAll } from "../support/catalog/connected-shop";
import { product, variant } from "../support/catalog/facts";
import { type Host, useBlockPage } from "./host";

const page = useBlockPage("hkj-item", "admin.product-details.block.render", "gid://shopify/Product/1");
const { database, clock, open } = page;

async function reads(facts = product("1", { variants: [variant("11"), variant("12", { price: "0" })] })) {
  clock.advance(60_000);
  const now = clock.now();
  const reading = { productId: "1", facts: { ...facts, updatedAt: now }, readAt: now, changedAt: now };
  await database.db.$transaction((tx) => applyReadings(tx, page.connected.shop, [reading], now));
}
const delivers = () => deliverAll(database.db, page.connected, new Map(), clock.now());

const badges = ({ body }: Host) => body.all("s-badge").map((one) => [one.attributes.get("tone"), one.text]);
const button = ({ body }: Host) => body.all("s-button")[0];

describe("the block on the product page", () => {
  it("shows each item's state on the channel, and why one is held", async () => {
    await reads();
    await delivers();
    const host = await open();
    expect(host.body.all("s-heading").map(({ text }) => text)).toEqual(["HKJ"]);
    expect(badges(host)).toEqual([
      ["warning", "Held"],
      ["success", "On HKJ"],
    ]);
    expect(host.body.text).toContain("There is no price.");
    expect(host.body.text).toContain("SKU SKU-11");
    expect(host.body.text).toContain("Last sent now");
  });

  it("speaks Arabic where the admin does", async () => {
    await reads();
    const host = await open("ar");
    expect(badges(host).map(([, text]) => text)).toEqual(["معلّق", "بالانتظار"]);
    expect(button(host)?.text).toBe("إعادة الإرسال");
    expect(host.body.text).toContain("رمز SKU: \u2068SKU-11\u2069");
    expect(host.body.text).not.toMatch(/Held|Send|Waiting/);
  });

  it("says so where no channel is connected, and offers nothing to send", async () => {
    await database.db.connection.updateMany({ where: { shop: page.connected.shop }, data: { state: "draft" } });
    const host = await open();
    expect(host.body.text).toContain("No channel is connected");
    expect(button(host)).toBeUndefined();
  });

  it("says so when the app does not answer, and loads when asked again", async () => {
    await reads();
    page.trouble = () => new Response("", { status: 503 });
    const host = await open();
    expect(host.body.text).toContain("could not be loaded");
    page.trouble = undefined;
    button(host)?.click();
    await host.pass(100);
    expect(badges(host)).toHaveLength(2);
    expect(host.body.text).not.toContain("could not be loaded");
  });
});

describe("its button", () => {
  it("sends the product again, and shows by itself when the channel has it", async () => {
    await reads();
    await delivers();
    const host = await open();
    button(host)?.click();
    await host.pass(100);
    expect(host.body.text).toContain("Sending again.");
    expect(badges(host)).toContainEqual(["info", "Waiting"]);
    await reads();
    expect(await delivers()).toHaveLength(1);
    await host.pass(3_000);
    expect(badges(host)).toContainEqual(["success", "On HKJ"]);
  });

  it("says so when that did not work", async () => {
    await reads();
    const host = await open();
    page.trouble = () => new Response("", { status: 500 });
    button(host)?.click();
    await host.pass(100);
    expect(host.body.text).toContain("That did not work.");
    expect(badges(host)).toHaveLength(2);
  });
});
