import { describe, expect, it } from "vitest";

import type { Reason } from "../connections/views/reason";
import { translator } from "./i18n";
import type { Locale } from "./locales";
import { problemText } from "./sentences";

const ISOLATES = /[\u2068\u2069]/g;

function why(locale: Locale, code: string, params: Reason["params"]): string {
  const i18n = translator(locale);
  return problemText({ t: i18n.t, i18n }, { code, params }).why.replace(ISOLATES, "");
}

describe("the sentences of a problem", () => {
  it("name a language in the reader's own", () => {
    const missing = (locale: Locale) => why(locale, "catalog.translation_missing", { language: "ar" });
    expect(missing("en")).toContain("no title in Arabic.");
    expect(missing("ar")).toContain("باللغة العربية.");
  });

  it("quote a status by its badge, and what was answered to it", () => {
    const params = { status: "partly_refunded", message: "no such order" };
    expect(why("en", "order.status_refused", params)).toMatch(/told “.+ refunded” and answered: “no such order”\.$/);
    expect(why("ar", "order.status_refused", params)).toBe(
      "أُبلغت القناة بالحالة «استُرد جزء من المبلغ» فأجابت: «no such order».",
    );
  });

  it("leave a number alone that another's answer calls its status", () => {
    expect(why("en", "channel.batch_refused", { channel: "HKJ", status: 422 })).toContain("(answer 422)");
  });

  it("say that no reason was given where an answer has no words", () => {
    for (const params of [{ channel: "HKJ", message: "" }, { channel: "HKJ" }]) {
      expect(why("en", "catalog.event_refused", params)).toBe("HKJ says: “no reason given”.");
      expect(why("ar", "catalog.event_refused", params)).toBe("يقول HKJ: «لم يُذكر سبب».");
    }
  });
});
