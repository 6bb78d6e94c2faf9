import type { ChannelRegistry } from "../channels/registry";
import { channelName } from "../connections/views/chosen-channel";
import { reasonText } from "../i18n/reason-text";
import type { OrderOnChannel } from "../orders/views/shopify-order";
import type { Reader } from "./extension-reader";

/** What the block shows, as sentences in the merchant's language; extensions/hkj-order/src/order.ts reads it. */
export function describeOrder(channels: ChannelRegistry, found: OrderOnChannel, reader: Reader) {
  const { channel, state } = found;
  const status = (word: string) => ({ status: word, statusText: reader.say(`order.status.${word}`, word) });
  return {
    order: {
      channel: channelName(channels, channel),
      number: found.channelOrderId,
      test: found.test,
      state,
      stateText: reader.say(`order.state.${state}`, state),
      told: found.told.map((one) => ({ ...status(one.status), at: one.at, whenText: reader.when(one.at) })),
      waiting: found.waiting.map(status),
      problems: found.problems.map((reason) => reasonText(channels, reader.locale, { channel, ...reason })),
      page: `app/orders/${found.id}`,
    },
  };
}
