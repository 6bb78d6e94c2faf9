import { ChoiceList } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

/** What happens to an item without a SKU. */
export function IdentitySection({ channel, values, onChange }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.items_title")} text={t("settings.items_text", { channel })}>
      <ChoiceList
        title={t("settings.sku")}
        name="missingSku"
        selected={[values.missingSku]}
        onChange={([choice]) => onChange({ missingSku: choice === "hold" ? "hold" : "generate" })}
        choices={[
          { value: "generate", label: t("settings.sku_generate"), helpText: t("settings.sku_generate_help") },
          { value: "hold", label: t("settings.sku_hold"), helpText: t("settings.sku_hold_help") },
        ]}
      />
    </SettingsSection>
  );
}
