import type { ProductItem, ProductOnChannel } from "../catalog/views/product-items";
import type { ChannelRegistry } from "../channels/registry";
import { channelName } from "../connections/views/chosen-channel";
import { reasonText } from "../i18n/reason-text";
import type { Reader } from "./extension-reader";

/** What the block shows, as sentences in the merchant's language; extensions/hkj-item/src/items.ts reads it. */
export function describeItems(channels: ChannelRegistry, found: readonly ProductOnChannel[], reader: Reader) {
  const item = (channel: string, { id, title, sku, state, changing, reason, sentAt }: ProductItem) => {
    const shown = changing ? "changing" : state;
    return {
      id,
      title,
      sku,
      state: shown,
      stateText: reader.say(`listing.${shown}`, shown, { channel: channelName(channels, channel) }),
      // Why an item is not on the channel; of one that is, nothing has to be said.
      reason: reason && reasonText(channels, reader.locale, { channel, ...reason }),
      sentAt,
      sentText: sentAt && reader.when(sentAt),
    };
  };
  return {
    channels: found.map(({ channel, connectionState, total, items }) => ({
      channel,
      name: channelName(channels, channel),
      state: connectionState,
      stateText: reader.say(`connection.${connectionState}`, connectionState),
      total,
      items: items.map((one) => item(channel, one)),
    })),
  };
}
