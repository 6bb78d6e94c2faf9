import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decimalFromFils } from "../../canonical/money";
import { canonicalOrder } from "../../canonical/order";
import { ADDRESS_ALIASES, ENVELOPE_ALIASES, LINE_ALIASES, LINE_MONEY, ORDER_ALIASES, ORDER_MONEY } from "./contract";
import { decode } from "./decode";

type Data = Record<string, unknown>;

const text = fc.stringMatching(/^[a-zA-Z0-9\u0621-\u064a][a-zA-Z0-9\u0621-\u064a -]{0,20}[a-zA-Z0-9\u0621-\u064a]$/);
const amount = fc.nat(50_000_000);

const anyLine = fc.record({
  sku: text,
  title: text,
  quantity: fc.integer({ min: 1, max: 999 }),
  unitPriceFils: amount,
});
const anyOrder = fc.record({
  channelOrderId: text,
  customer: fc.record({ name: fc.option(text), phone: fc.option(fc.stringMatching(/^\+9627\d{8}$/)) }),
  address: fc.option(fc.record({ street: text, city: text, area: fc.option(text) })),
  lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
  deliveryFeeFils: amount,
  discountFils: amount,
  totalFils: fc.option(amount),
  paymentMethod: fc.option(text),
  note: fc.option(text),
});
type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer T> ? T : never;

/** How a sender may choose to write: by turns, a different choice for every name and every amount. */
interface Choices {
  name(aliases: readonly string[]): string;
  digits(text: string): string;
  money(aliases: { fils: readonly string[]; jod: readonly string[] }, fils: number): Data;
  flag(): boolean;
}

function choices(seed: readonly number[]): Choices {
  let turn = 0;
  const next = (limit: number) => (seed[turn++ % seed.length] ?? 0) % limit;
  const name = (aliases: readonly string[]) => aliases[next(aliases.length)] ?? "";
  const arabic = (value: string) => value.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
  const digits = (value: string) => (next(3) === 0 ? arabic(value) : value);
  return {
    name,
    digits,
    flag: () => next(2) === 0,
    money(aliases, fils) {
      const inFils = [{ [name(aliases.fils)]: fils }, { [name(aliases.fils)]: digits(String(fils)) }];
      const inJod = { [name(aliases.jod)]: digits(decimalFromFils(fils)) };
      return [...inFils, inJod, { ...inFils[0], [name(aliases.jod)]: "999.999" }][next(4)] ?? {};
    },
  };
}

/** The order as a sender with these choices writes it. */
function write(order: AnyOrder, by: Choices): Data {
  const { customer, address } = order;
  const items = order.lines.map((line) => {
    const key = by.name(LINE_ALIASES.title);
    const article = { sku: line.sku, [key]: line.title };
    return {
      ...(by.flag() ? article : { [by.name(LINE_ALIASES.container)]: article }),
      [by.name(LINE_ALIASES.quantity)]: by.flag() ? line.quantity : by.digits(String(line.quantity)),
      ...by.money(LINE_MONEY.unitPrice, line.unitPriceFils),
      unheard_of: [null, { deep: 1.5 }],
    };
  });
  const phone = customer.phone && by.digits(customer.phone);
  const data = {
    [by.name(ORDER_ALIASES.reference)]: order.channelOrderId,
    ...(by.flag()
      ? { [by.name(ORDER_ALIASES.customer)]: { name: customer.name, phone } }
      : { customer_name: customer.name, customer_phone: phone }),
    [by.name(ORDER_ALIASES.address)]: address && {
      [by.name(ADDRESS_ALIASES.street)]: address.street,
      [by.name(ADDRESS_ALIASES.city)]: address.city,
      [by.name(ADDRESS_ALIASES.area)]: address.area,
    },
    [by.name(ORDER_ALIASES.lines)]: items,
    ...by.money(ORDER_MONEY.deliveryFee, order.deliveryFeeFils),
    ...by.money(ORDER_MONEY.discount, order.discountFils),
    ...(order.totalFils === null ? {} : by.money(ORDER_MONEY.total, order.totalFils)),
    [by.name(ORDER_ALIASES.paymentMethod)]: order.paymentMethod,
    [by.name(ORDER_ALIASES.note)]: order.note,
    unheard_of: "x",
  };
  return {
    [by.name(ENVELOPE_ALIASES.id)]: "evt-1",
    [by.name(ENVELOPE_ALIASES.type)]: "order.placed",
    [by.name(ENVELOPE_ALIASES.data)]: by.flag() ? data : { order: data },
  };
}

function read(body: string) {
  return decode({ rawBody: Buffer.from(body), headers: {} });
}

describe("any order, however it is spelled", () => {
  it("is read as the same canonical order", () => {
    fc.assert(
      fc.property(anyOrder, fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), (order, seed) => {
        const received = read(JSON.stringify(write(order, choices(seed))));
        const { channelOrderId, deliveryFeeFils, discountFils, totalFils, paymentMethod, note } = order;
        expect(received).toMatchObject({
          kind: "order_placed",
          deliveryId: "evt-1",
          order: { channelOrderId, deliveryFeeFils, discountFils, totalFils, paymentMethod, note },
        });
        if (received.kind !== "order_placed") return;
        expect(received.order.lines).toMatchObject(order.lines);
        expect(received.order.customer).toMatchObject(order.customer);
        if (order.address) expect(received.order.address).toMatchObject(order.address);
        else expect(received.order.address).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it("has the same amounts whether they are written in fils, in dinars, as numbers or as text", () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (fils) => {
        const dinars = decimalFromFils(fils);
        for (const written of [
          `"price_fils":${fils}`,
          `"price_fils":"${fils}"`,
          `"price_jod":${dinars}`,
          `"price_jod":"${dinars}"`,
        ]) {
          const body = `{"type":"order.placed","data":{"id":"1","items":[{"sku":"A","qty":1,${written}}]}}`;
          expect(read(body)).toMatchObject({ order: { lines: [{ unitPriceFils: fils }] } });
        }
      }),
    );
  });

  it("keeps a line's total to the fils, whatever the quantity", () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.integer({ min: 1, max: 5000 }), (total, quantity) => {
        const items = [{ sku: "A", quantity, line_total_fils: total }];
        const received = read(JSON.stringify({ type: "order.placed", data: { id: "1", items } }));
        if (received.kind !== "order_placed") throw new Error(received.kind);
        const { lines } = received.order;
        expect(lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(quantity);
        expect(lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceFils ?? 0), 0)).toBe(total);
      }),
    );
  });
});

describe("whatever is posted", () => {
  it("is answered, never thrown over, and an order it gives is a canonical one", () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((data) => ({ event_type: "order.placed", data })),
    );
    const nearly = fc
      .dictionary(fc.constantFrom("id", "items", "customer", "address", "total_fils", "placed_at"), fc.jsonValue())
      .map((data) => ({ event_type: "order.placed", data: { id: "1", items: [{ sku: "A", qty: 1 }], ...data } }));
    fc.assert(
      fc.property(fc.oneof(json, nearly), (body) => {
        const received = read(JSON.stringify(body));
        if (received.kind === "order_placed") canonicalOrder.parse(received.order);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decode({ rawBody: Buffer.from(bytes), headers: {} })));
  });
});
