import type { ProductItem, ProductOnChannel } from "../catalog/views/product-items";
import type { ChannelRegistry } from "../channels/registry";
import { channelName } from "../connections/views/chosen-channel";
import { createFormats } from "../i18n/format";
import { translator } from "../i18n/i18n";
import type { Locale } from "../i18n/locales";
import { reasonText } from "../i18n/reason-text";
import { lookUp } from "../i18n/sentences";

interface Reader {
  locale: Locale;
  timeZone: string;
  now: Date;
}

/** What the block shows, as sentences in the merchant's language; extensions/hkj-item/src/items.ts reads it. */
export function describeItems(channels: ChannelRegistry, found: readonly ProductOnChannel[], reader: Reader) {
  const i18n = translator(reader.locale);
  const translation = { t: i18n.t, i18n };
  const formats = createFormats(reader.locale, reader.timeZone, reader.now.toISOString());

  const item = (channel: string, { id, title, sku, state, changing, reason, sentAt }: ProductItem) => {
    const shown = changing ? "changing" : state;
    return {
      id,
      title,
      sku,
      state: shown,
      stateText: lookUp(translation, `listing.${shown}`, { channel: channelName(channels, channel) }) ?? shown,
      // Why an item is not on the channel; of one that is, nothing has to be said.
      reason: reason && reasonText(channels, reader.locale, { channel, ...reason }),
      sentAt,
      sentText: sentAt && formats.when(sentAt),
    };
  };
  return {
    channels: found.map(({ channel, connectionState, total, items }) => ({
      channel,
      name: channelName(channels, channel),
      state: connectionState,
      stateText: lookUp(translation, `connection.${connectionState}`) ?? connectionState,
      total,
      items: items.map((one) => item(channel, one)),
    })),
  };
}
