import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { Reason } from "../../connections/views/reason";
import { problemText } from "../../i18n/sentences";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";
import type { ChannelFacts } from "./channel-facts";

interface BlockedBannerProps {
  channel: ChannelFacts;
  reason: Reason;
  rechecking: Intent;
}

/** Why the connection stopped, and another try for when it was mended at the channel. */
export function BlockedBanner({ channel, reason, rechecking }: BlockedBannerProps) {
  const translation = useTranslation();
  const { t } = translation;
  const hydrated = useHydrated();
  const { send, busy } = rechecking;
  const { title, why, fix } = problemText(translation, {
    code: reason.code,
    params: { channel: channel.name, ...reason.params },
  });
  return (
    <Banner
      tone="critical"
      title={title}
      action={{ content: t("channel.recheck"), onAction: () => send("recheck"), loading: busy, disabled: !hydrated }}
    >
      <p>
        {why} {fix}
      </p>
      {reason.code.startsWith("channel.") && <p>{t("channel.rechecked_by_itself")}</p>}
    </Banner>
  );
}
