import { createHmac } from "node:crypto";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sign } from "../../../test/world/hkj";
import { isSigned } from "./signature";

const secret = "a shared secret · سر";
const body = '{"event_type":"order.placed","data":{"notes":"عسل"}}';
const schemes = ["hex", "sha256-hex", "base64", "timestamped"] as const;

function call(signature: string | undefined, raw = body, header = "x-signature") {
  return { rawBody: Buffer.from(raw), headers: { [header]: signature, "content-type": "application/json" } };
}

describe("the signature of HKJ's calls", () => {
  it("is the HMAC-SHA256 of the raw body under the signing secret, in hex", () => {
    const expected = createHmac("sha256", Buffer.from(secret, "utf8")).update(Buffer.from(body)).digest("hex");
    expect(isSigned(call(expected), secret, "auto")).toBe(true);
  });

  it.each(schemes)("is accepted as %s by a connection set to it", (scheme) => {
    expect(isSigned(call(sign(secret, body, scheme)), secret, scheme)).toBe(true);
  });

  it.each([
    ["hex", true],
    ["sha256-hex", true],
    ["base64", false],
    ["timestamped", false],
  ] as const)("without a setting, %s is accepted: %s", (scheme, accepted) => {
    expect(isSigned(call(sign(secret, body, scheme)), secret, "auto")).toBe(accepted);
  });

  it("of one scheme does not pass for another that was set", () => {
    for (const set of schemes)
      for (const used of schemes)
        expect(isSigned(call(sign(secret, body, used)), secret, set), `${used} as ${set}`).toBe(set === used);
  });

  it("is found whatever the case of the header's name, of the digits, and with spaces around", () => {
    const signature = sign(secret, body, "hex");
    expect(isSigned(call(` ${signature.toUpperCase()} `, body, "X-Signature"), secret, "auto")).toBe(true);
    expect(isSigned(call(`SHA256=${signature}`), secret, "auto")).toBe(true);
  });

  it("missing or empty is never authentic", () => {
    for (const scheme of ["auto", ...schemes] as const)
      for (const value of [undefined, "", "   "]) expect(isSigned(call(value), secret, scheme)).toBe(false);
  });

  it("is never authentic while there is no secret, not even one made with the empty secret", () => {
    expect(isSigned(call(sign("", body, "hex")), "", "auto")).toBe(false);
  });

  it("made for other bytes, with another secret or cut short is refused", () => {
    const signature = sign(secret, body, "hex");
    expect(isSigned(call(signature, `${body} `), secret, "auto")).toBe(false);
    expect(isSigned(call(signature), `${secret}x`, "auto")).toBe(false);
    expect(isSigned(call(signature.slice(0, 62)), secret, "auto")).toBe(false);
    expect(isSigned(call(`${signature}00`), secret, "auto")).toBe(false);
    expect(isSigned(call(`${signature}, ${signature}`), secret, "auto")).toBe(false);
  });

  it("counts to its last digit", () => {
    const signature = sign(secret, body, "hex");
    for (let index = 0; index < signature.length; index += 1) {
      const other = signature[index] === "0" ? "1" : "0";
      const changed = signature.slice(0, index) + other + signature.slice(index + 1);
      expect(isSigned(call(changed), secret, "auto"), `digit ${index}`).toBe(false);
    }
  });

  it("binds its timestamp where it has one", () => {
    const moved = sign(secret, body, "timestamped", 1_700_000_000).replace("t=1700000000", "t=1700000001");
    expect(isSigned(call(moved), secret, "timestamped")).toBe(false);
  });

  it("is refused, not thrown over, whatever the header holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("auto", ...schemes), (value, scheme) => {
        expect(isSigned(call(value), secret, scheme)).toBe(false);
      }),
    );
  });

  it("changes with every bit of the body", () => {
    const signature = sign(secret, body, "hex");
    fc.assert(
      fc.property(fc.nat(Buffer.byteLength(body) - 1), fc.nat(7), (index, bit) => {
        const raw = Buffer.from(body);
        raw[index] = (raw[index] ?? 0) ^ (1 << bit);
        expect(isSigned({ rawBody: raw, headers: { "x-signature": signature } }, secret, "auto")).toBe(false);
      }),
    );
  });
});
