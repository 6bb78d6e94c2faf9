import { render } from "preact";

import { Broken } from "../../shared/broken";
import { ChannelSection } from "./channel-section";
import { text } from "./text";
import { type Items, useItems } from "./use-items";

/** Shopify calls it when the product page shows the block; `document.body` is the block. */
export default function extension(): void {
  render(<Block product={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Block({ product }: { product: string }) {
  const items = useItems(product);
  return (
    <s-admin-block heading={text("name")}>
      <s-stack direction="block" gap="base">
        {items.broken && <Broken said={text("not_loaded")} again={text("try_again")} reload={items.reload} />}
        {!items.broken && !items.answer && <s-spinner accessibilityLabel={text("loading")} />}
        {items.answer?.channels.length === 0 && <s-text>{text("not_connected")}</s-text>}
        {items.answer?.channels.map((channel) => (
          <ChannelSection key={channel.channel} channel={channel} />
        ))}
        {items.answer?.channels.some(({ total }) => total > 0) && <SendAgain items={items} />}
      </s-stack>
    </s-admin-block>
  );
}

function SendAgain({ items: { sending, resend } }: { items: Items }) {
  return (
    <s-stack direction="block" gap="small-200">
      {sending === "done" && <s-banner tone="info">{text("sent_again")}</s-banner>}
      {sending === "failed" && <s-banner tone="critical">{text("not_sent")}</s-banner>}
      <s-button loading={sending === "going"} onClick={resend}>
        {text("send_again")}
      </s-button>
    </s-stack>
  );
}
