import { describe, expect, it } from "vitest";

import { translator } from "./i18n";
import { isolated } from "./isolate";
import { problemText } from "./sentences";

const shown = (text: string) => `\u2068${text}\u2069`;

describe("values in sentences", () => {
  it("are kept together in Arabic, where their signs and their order would move", () => {
    const { t } = translator("ar");
    expect(t("activity.order_created", { order: "#1001" })).toBe(`أُنشئ الطلب ${shown("#1001")} في Shopify`);
    expect(t("orders.resolve_choose_named", { article: "Dead Sea Mud Soap - Plain" })).toContain(
      shown("Dead Sea Mud Soap - Plain"),
    );
  });

  it("are kept together in Arabic where they are of both scripts, as a channel's own words can be", () => {
    const i18n = translator("ar");
    const message = "'title_ar' مطلوب (field)";
    const { why } = problemText({ t: i18n.t, i18n }, { code: "catalog.event_refused", params: { message } });
    expect(why).toContain(shown(message));
  });

  it("stay as they are in English", () => {
    expect(translator("en").t("activity.order_created", { order: "#1001" })).toBe("Order #1001 was created in Shopify");
  });

  it("stay as they are when they are numbers, Arabic, or isolated already", () => {
    expect(["1,204", "قبل دقيقتين", "", shown("#7")].map((value) => isolated(value, "ar"))).toEqual([
      "1,204",
      "قبل دقيقتين",
      "",
      shown("#7"),
    ]);
    expect(isolated(3, "ar")).toBe(3);
  });

  it("choose the plural by a count all the same, and leave out what is not known", () => {
    const i18n = translator("ar");
    expect(i18n.t("activity.items_delivered", { count: 3, channel: "HKJ" })).toBe(`أُرسلت 3 أصناف إلى ${shown("HKJ")}`);
    expect(problemText({ t: i18n.t, i18n }, { code: "order.unknown_sku", params: {} }).title).not.toMatch(/[{\u2068]/);
  });
});
