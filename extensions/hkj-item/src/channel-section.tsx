import { ItemRow } from "./item-row";
import type { ChannelItems } from "./items";
import { text } from "./text";

/** A channel and the product's items there. */
export function ChannelSection({ channel }: { channel: ChannelItems }) {
  const { name, state, stateText, items, total } = channel;
  const left = total - items.length;
  return (
    <s-stack direction="block" gap="small-100">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-heading>{name}</s-heading>
        {state !== "active" && <s-badge tone="warning">{stateText}</s-badge>}
      </s-stack>
      {items.length === 0 && <s-text color="subdued">{text("no_items")}</s-text>}
      {items.map((item) => (
        <ItemRow key={item.id} item={item} named={total > 1} />
      ))}
      {left > 0 && <s-text color="subdued">{text("more", { count: left })}</s-text>}
    </s-stack>
  );
}
