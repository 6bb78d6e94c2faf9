import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { useFormats } from "../../i18n/use-formats";
import { useHydrated } from "../use-hydrated";
import type { Intent } from "../use-intent";

/** An order that is put off or may be in Shopify: when it goes on by itself, and a button for those in a hurry. */
export function WaitingBanner({ state, at, hastening }: { state: string; at: string; hastening: Intent }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const hydrated = useHydrated();
  const text = state === "uncertain" ? "orders.waiting_uncertain" : "orders.waiting_received";
  const { send, busy } = hastening;
  return (
    <Banner
      tone="info"
      title={t("orders.waiting_title")}
      action={{ content: t("orders.look_now"), onAction: () => send("hasten"), loading: busy, disabled: !hydrated }}
    >
      <p suppressHydrationWarning>{t(text, { when: formats.when(at) })}</p>
    </Banner>
  );
}
