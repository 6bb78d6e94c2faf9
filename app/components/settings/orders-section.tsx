import { TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

/** How orders arrive in Shopify. */
export function OrdersSection({ channel, values, faults, onChange }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.orders_title")} text={t("settings.orders_text", { channel })}>
      <TextField
        label={t("settings.tag")}
        name="orderTag"
        autoComplete="off"
        maxLength={40}
        value={values.orderTag}
        onChange={(orderTag) => onChange({ orderTag })}
        helpText={t("settings.tag_help", { channel })}
        error={faults.includes("orderTag") && t("settings.tag_required")}
      />
    </SettingsSection>
  );
}
