import { ChoiceList } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

/** What happens to an item whose title is there in one language only. */
export function LanguageSection({ channel, values, onChange }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.language_title")} text={t("settings.language_text", { channel })}>
      <ChoiceList
        title={t("settings.translation")}
        name="missingTranslation"
        selected={[values.missingTranslation]}
        onChange={([choice]) => onChange({ missingTranslation: choice === "hold" ? "hold" : "copy" })}
        choices={[
          { value: "copy", label: t("settings.translation_copy"), helpText: t("settings.translation_copy_help") },
          { value: "hold", label: t("settings.translation_hold"), helpText: t("settings.translation_hold_help") },
        ]}
      />
    </SettingsSection>
  );
}
