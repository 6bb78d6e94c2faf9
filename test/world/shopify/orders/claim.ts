import type { LevelRecord, LineItemRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { InventoryBehaviour, UserError } from "./input";

export interface Claim {
  line: LineItemRecord;
  level: LevelRecord;
  quantity: number;
}

type Plan = { ok: true; claims: Claim[] } | { ok: false; error: UserError };

/** Which levels give the stock of an order's lines. Lines of one variant draw on the same stock. Changes nothing. */
export function planClaims(shop: Shop, lines: readonly LineItemRecord[], behaviour: InventoryBehaviour): Plan {
  if (behaviour === "BYPASS") return { ok: true, claims: [] };
  const taken = new Map<LevelRecord, number>();
  const claims: Claim[] = [];
  for (const line of lines) {
    const variant = line.variantId ? shop.variants.get(line.variantId) : undefined;
    if (!variant?.item.tracked) continue;
    const levels = variant.item.levels.filter(({ location }) => location.isActive && location.fulfillsOnlineOrders);
    const free = (level: LevelRecord): number => Math.max(0, level.available - (taken.get(level) ?? 0));
    const mayGoBelow = behaviour === "DECREMENT_IGNORING_POLICY" || variant.inventoryPolicy === "CONTINUE";
    const total = levels.reduce((sum, level) => sum + free(level), 0);
    if (total < line.quantity && !mayGoBelow) return { ok: false, error: shop.outOfStockAnswer };
    for (const claim of spread(line, levels, free)) {
      taken.set(claim.level, (taken.get(claim.level) ?? 0) + claim.quantity);
      claims.push(claim);
    }
  }
  return { ok: true, claims };
}

/** From one location when one has it all, else from several in their order; what is missing goes below zero at the first. */
function spread(line: LineItemRecord, levels: readonly LevelRecord[], free: (level: LevelRecord) => number): Claim[] {
  const whole = levels.find((level) => free(level) >= line.quantity);
  if (whole) return [{ line, level: whole, quantity: line.quantity }];
  const claims: Claim[] = [];
  let left = line.quantity;
  for (const level of levels) {
    const quantity = Math.min(left, free(level));
    if (quantity > 0) claims.push({ line, level, quantity });
    left -= quantity;
  }
  if (left > 0 && levels[0]) claims.push({ line, level: levels[0], quantity: left });
  return claims;
}

/** Moves claimed stock from available to committed. @returns the levels that changed. */
export function applyClaims(shop: Shop, claims: readonly Claim[]): Set<LevelRecord> {
  for (const { line, level, quantity } of claims) {
    level.available -= quantity;
    level.committed += quantity;
    level.updatedAt = shop.now();
    line.claims.push({ level, quantity });
  }
  return new Set(claims.map(({ level }) => level));
}
