import type { ChannelRegistry } from "../channels/registry";
import { channelName } from "../connections/views/chosen-channel";
import type { Reason } from "../connections/views/reason";
import { translator } from "./i18n";
import { localeNamed } from "./locales";
import { type ProblemText, problemText } from "./sentences";

/** The sentences of a reason on a channel, for what is said outside the app's own pages; `locale` as anybody names it. */
export function reasonText(
  channels: ChannelRegistry,
  locale: string,
  { channel, code, params }: Reason & { channel: string },
): ProblemText {
  const i18n = translator(localeNamed(locale));
  return problemText({ t: i18n.t, i18n }, { code, params: { channel: channelName(channels, channel), ...params } });
}
