import { expect, it } from "vitest";

import { productEventId } from "../canonical/event";
import { eventVersion } from "./event-version";

it("reads the version back from an event's id, retried or not", () => {
  const id = productEventId("0b5e1a52-0000-4000-8000-000000000000", 2, "4401", 17);
  expect(eventVersion(id)).toBe(17);
  expect(eventVersion(`${id}-r3`)).toBe(17);
  expect(eventVersion("something-else")).toBeUndefined();
});
