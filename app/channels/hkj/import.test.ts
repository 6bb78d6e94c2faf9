import { describe, expect, it } from "vitest";

import { hkjContext, someProduct } from "../../../test/support/hkj";
import { useHkj } from "../../../test/support/hkj-world";
import { importsCatalog } from "../channel";
import { createHkj } from "./channel";

const hkj = useHkj();
const channel = createHkj({ defaultBaseUrl: "http://unused" });
const context = () => hkjContext(hkj.world, hkj.shop);

describe("importing a catalogue", () => {
  it("is something this channel can do", () => {
    expect(importsCatalog(channel)).toBe(true);
  });

  it("stores the full records and tells how far it is", async () => {
    const { importId } = await channel.startImport(context(), [someProduct("A"), someProduct("B", { stockQty: 1 })]);
    expect(await channel.readImport(context(), importId)).toMatchObject({ state: "running", total: 2, processed: 1 });
    expect(await channel.readImport(context(), importId)).toEqual({
      state: "finished",
      total: 2,
      processed: 2,
      refused: 0,
      faults: [],
      retryable: false,
      message: null,
    });
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([
      { sku: "A", title_ar: "زيت زيتون A" },
      { sku: "B", stock_qty: 1 },
    ]);
  });

  it("names the products at fault by their place in the upload", async () => {
    hkj.shop.refusedSkus.set("B", "'title_ar' is required");
    const { importId } = await channel.startImport(context(), [someProduct("A"), someProduct("B"), someProduct("C")]);
    await channel.readImport(context(), importId);
    expect(await channel.readImport(context(), importId)).toMatchObject({
      state: "finished",
      refused: 1,
      faults: [{ index: 1, message: "'title_ar' is required" }],
    });
  });

  it.each([
    [{ status: 401 }, "final", "channel.credentials_refused"],
    [{ status: 403 }, "final", "channel.disabled"],
    [{ status: 400 }, "final", "channel.batch_refused"],
    [{ status: 503 }, "retryable", "channel.unavailable"],
    [{ garble: true }, "retryable", "channel.unavailable"],
    [{ dropAnswer: true }, "retryable", "channel.unavailable"],
    [{ status: 202, body: "accepted" }, "retryable", "channel.unavailable"],
  ] as const)("fails after %j as %s %s", async (rule, kind, code) => {
    hkj.world.misbehave({ on: "bulk", ...rule });
    await expect(channel.startImport(context(), [someProduct("A")])).rejects.toMatchObject({ kind, code });
  });

  it("says so when HKJ knows no such import", async () => {
    await expect(channel.readImport(context(), "99")).rejects.toMatchObject({
      kind: "final",
      code: "channel.import_unknown",
    });
  });
});
