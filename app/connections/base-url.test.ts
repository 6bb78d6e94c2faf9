import { describe, expect, it } from "vitest";

import { acceptableBaseUrl } from "./base-url";

const PUBLIC = "https://api.example.com/api";

describe("the API base a merchant may set", () => {
  it("is a public https address, without trailing slash", () => {
    expect(acceptableBaseUrl(" https://eu.example.com/api/ ", PUBLIC)).toBe("https://eu.example.com/api");
    expect(acceptableBaseUrl("https://eu.example.com:8443", PUBLIC)).toBe("https://eu.example.com:8443");
  });

  it.each([
    "http://eu.example.com/api",
    "https://user:secret@eu.example.com",
    "https://eu.example.com/api?x=1",
    "https://10.0.0.5/api",
    "https://169.254.169.254/",
    "https://0x7f.1/",
    "https://[fd00::1]/",
    "https://intranet/",
    "https://metadata.google.internal/",
    "https://printer.local./",
    "http://localhost:3000",
    "https://127.0.0.1",
    "file:///etc/passwd",
    "not a url",
  ])("is not %s", (text) => {
    expect(acceptableBaseUrl(text, PUBLIC)).toBeUndefined();
  });

  it("may be on this machine where the channel itself is", () => {
    expect(acceptableBaseUrl("http://127.0.0.1:4001/api", "http://localhost:4000/api")).toBe(
      "http://127.0.0.1:4001/api",
    );
    expect(acceptableBaseUrl("http://[::1]:4001", "http://127.0.0.1:4000")).toBe("http://[::1]:4001");
  });
});
