import type { Item } from "./items";
import { text } from "./text";

type Tone = "success" | "info" | "warning" | "critical" | "neutral";

const TONES: Record<string, Tone> = {
  synced: "success",
  changing: "info",
  pending: "info",
  skipped: "warning",
  failed: "critical",
};

/** One variant on one channel: what it is called, how it stands, and what to do where it needs the merchant. */
export function ItemRow({ item, named }: { item: Item; named: boolean }) {
  const { title, sku, state, stateText, reason, sentText } = item;
  return (
    <s-stack direction="block" gap="small-300">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        {named && <s-text type="strong">{title}</s-text>}
        {sku && <s-text color="subdued">{text("sku", { sku })}</s-text>}
        <s-badge tone={TONES[state] ?? "neutral"}>{stateText}</s-badge>
      </s-stack>
      {reason && (
        <s-paragraph>
          <s-text type="strong">{reason.title}.</s-text> {reason.why} {reason.fix}
        </s-paragraph>
      )}
      {sentText && <s-text color="subdued">{text("last_sent", { when: sentText })}</s-text>}
    </s-stack>
  );
}
