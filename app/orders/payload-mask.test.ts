import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MASK, maskPayload, showPayload } from "./payload-mask";

const masked = (value: unknown, known: string[] = []) =>
  JSON.parse(maskPayload(JSON.stringify(value), known)) as unknown;

describe("a payload for support", () => {
  it("hides whatever stands under a name of a person or place, at any depth and in any spelling", () => {
    const payload = {
      customer: { full: "Lina", id: 7 },
      deliveryAddress: { lines: ["Cairo St", "12"], geo: { lat: 31.95 } },
      "phone-number": 790000000,
      notes: ["bell"],
      الاسم: "لينا",
      shipping: { recipient_name: "Sami", area: "Abdoun" },
    };
    expect(masked(payload)).toEqual({
      customer: { full: MASK, id: MASK },
      deliveryAddress: { lines: [MASK, MASK], geo: { lat: MASK } },
      "phone-number": MASK,
      notes: [MASK],
      الاسم: MASK,
      shipping: { recipient_name: MASK, area: MASK },
    });
  });

  it("shows what support needs: numbers, articles, amounts, times, and what is empty", () => {
    const payload = {
      event_id: "evt-1",
      occurred_at: "2026-05-01T09:30:00+03:00",
      data: {
        order_number: "HKJ-1042",
        total_fils: 14500,
        items: [{ sku: "OLV-750", name: "Olive oil", title_ar: "زيت", barcode: "6251234567890", quantity: 2 }],
        customer: { email: null, phone: "" },
        paid: false,
      },
    };
    expect(masked(payload)).toEqual(payload);
  });

  it.each([
    "call +962 79 000 0000",
    "0790000000",
    "٠٧٩٠٠٠٠٠٠٠",
    "962790000000",
    "00962790000000",
    "lina@example.com",
    "https://maps.example/?q=31.9539,35.9106",
    "31.9539 , 35.9106",
    "31.9539  -35.9106",
    "tel: (0) 79-000 0000",
    "( 7 9 0 0 0 0 0 0 0",
  ])("hides what looks personal wherever it stands: %s", (text) => {
    expect(masked({ data: { extra: text } })).toEqual({ data: { extra: MASK } });
    expect(Object.keys(masked({ [text]: 1 }) as object)).toEqual([MASK]);
  });

  it("hides what is known of the shopper under any name, in other forms and inside longer texts too", () => {
    const known = ["Lina Haddad", "+962790000000", "Amman"];
    const payload = { a: "lina  haddad", b: "for Lina Haddad, soon", c: "AMMAN", d: 79_0000000, e: "Amman soap" };
    expect(masked(payload, known)).toEqual({ a: MASK, b: MASK, c: MASK, d: MASK, e: "Amman soap" });
  });

  it("hides elsewhere what stands under a telling name in the same text", () => {
    expect(masked({ summary: "To Sami Odeh", to: { customer: "Sami Odeh" } })).toEqual({
      summary: MASK,
      to: { customer: MASK },
    });
  });

  it.each(["a", "1", " ", "7 ", "+1", "1.234 ", "a@"])(
    "hides long texts and names, whatever they are made of, and is done at once: %j",
    (piece) => {
      const long = piece.repeat((2 * 1024 * 1024) / piece.length);
      expect(masked({ value: `x${long}x` })).toEqual({ value: MASK });
      expect(masked({ [`x${long}`]: [1, 2] })).toEqual({ [MASK]: [MASK, MASK] });
    },
  );

  it("is done at once with an endless depth, and a list below a long name", () => {
    const deep = `${'{"a":1,"b":'.repeat(100_000)}"deepest"${"}".repeat(100_000)}`;
    expect(maskPayload(deep, [])).not.toContain("deepest");
    const list = JSON.stringify({ ["a".repeat(1_000_000)]: Array.from({ length: 400_000 }, () => 1) });
    expect(maskPayload(list, []).length).toBeLessThan(101_000);
  });

  it("says nothing of what is no JSON", () => {
    expect(maskPayload("name=Lina", [])).toBe(MASK);
    expect(showPayload("name=Lina")).toBe("name=Lina");
  });

  it("is cut off where it is endless", () => {
    const text = maskPayload(JSON.stringify({ list: Array.from({ length: 100_000 }, (_, n) => n) }), []);
    expect(text.length).toBeLessThan(101_000);
    expect(text.endsWith("…")).toBe(true);
  });
});

describe("the payload as it came", () => {
  it("is laid out like any JSON", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        // What is written again by parsing is the same, but for names that JavaScript itself changes.
        expect(JSON.parse(showPayload(json))).toEqual(JSON.parse(json));
        expect(showPayload(showPayload(json))).toBe(showPayload(json));
      }),
    );
    const value = { a: [1, { b: [], c: {} }], d: "\n" };
    expect(showPayload(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  it("keeps numbers and names that parsing would lose, and writes Arabic as Arabic", () => {
    expect(showPayload(`{"id":12345678901234567890,"id":1.50,"t":"\\u0632\\u064a\\u062a"}`)).toBe(
      `{\n  "id": 12345678901234567890,\n  "id": 1.50,\n  "t": "زيت"\n}`,
    );
  });
});
