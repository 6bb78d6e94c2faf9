import type { LevelRecord, LineItemRecord } from "../store/records";
import type { Shop } from "../store/shop";

/** Claimed stock leaves the shop: it is no longer committed. Available does not change. */
export function shipClaims(shop: Shop, line: LineItemRecord, quantity: number): void {
  eachClaim(line, quantity, (level, part) => {
    level.committed -= part;
    level.updatedAt = shop.now();
  });
}

/** Claimed stock that was not shipped goes back on the shelf. @returns the levels that changed. */
export function returnClaims(shop: Shop, line: LineItemRecord, quantity: number): Set<LevelRecord> {
  const changed = new Set<LevelRecord>();
  eachClaim(line, quantity, (level, part) => {
    level.committed -= part;
    level.available += part;
    level.updatedAt = shop.now();
    changed.add(level);
  });
  return changed;
}

function eachClaim(line: LineItemRecord, quantity: number, use: (level: LevelRecord, part: number) => void): void {
  let left = quantity;
  for (const claim of line.claims) {
    const part = Math.min(left, claim.quantity);
    if (part <= 0) continue;
    claim.quantity -= part;
    left -= part;
    use(claim.level, part);
  }
}
