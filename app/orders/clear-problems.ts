import type { Statements } from "../platform/db";
import { problemKeys } from "./placed-order";

/** The order ended without ever being made: whatever the merchant was told about it is history. */
export async function clearOrderProblems(
  tx: Statements,
  { id, shop }: { id: string; shop: string },
  now: Date,
): Promise<void> {
  const keys = Object.values(problemKeys).map((keyOf) => keyOf(id));
  await tx.$executeRaw`
    update "Problem" set "clearedAt" = ${now}
    where "shop" = ${shop} and "key" = any(${keys}::text[]) and "clearedAt" is null`;
}
