import { randomBytes, randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { createSealer } from "../platform/crypto";
import { hintsOf, openCredentials, sealCredentials } from "./credentials";

const sealer = createSealer([{ id: "k1", key: randomBytes(32) }]);

describe("stored credentials", () => {
  it("open for the connection they were sealed for, and for no other", () => {
    const id = randomUUID();
    const credentials = sealCredentials(sealer, id, { apiKey: "ik_live_secret" });
    expect(credentials).not.toContain("ik_live_secret");
    expect(openCredentials(sealer, { id, credentials })).toEqual({ apiKey: "ik_live_secret" });
    expect(() => openCredentials(sealer, { id: randomUUID(), credentials })).toThrow(
      expect.objectContaining({ code: "crypto.unreadable" }),
    );
    expect(() => openCredentials(sealer, { id, credentials: null })).toThrow(
      expect.objectContaining({ code: "connection.no_credentials" }),
    );
  });

  it("show their last four characters, and nothing where that would be much of them", () => {
    expect(hintsOf({ apiKey: "ik_live_1234", pin: "12345678901" })).toEqual({ apiKey: "1234", pin: "" });
  });
});
