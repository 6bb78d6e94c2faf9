import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { SELECTION_SETTINGS } from "../problem-link";

/** Rules that fit no product are no error, and yet hardly meant. */
export function RuledOutBanner({ channel }: { channel: string }) {
  const { t } = useTranslation();
  return (
    <Banner
      tone="warning"
      title={t("overview.ruled_out_title", { channel })}
      action={{ content: t("overview.ruled_out_action"), url: SELECTION_SETTINGS }}
    >
      <p>{t("overview.ruled_out_text", { channel })}</p>
    </Banner>
  );
}
