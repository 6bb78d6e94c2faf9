import { FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { LocationView } from "../../connections/views/locations";
import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";
import { StockLocations } from "./stock-locations";

/** Which stock counts, and what is made of it. */
export function StockSection({
  channel,
  values,
  faults,
  locations,
  onChange,
}: SectionProps & { locations: readonly LocationView[] }) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.stock_title")} text={t("settings.stock_text", { channel })}>
      <FormLayout>
        <StockLocations
          locations={locations}
          chosen={values.locations}
          refused={faults.includes("locations")}
          onChange={(chosen) => onChange({ locations: chosen })}
        />
        <TextField
          label={t("settings.buffer")}
          name="stockBuffer"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          suffix={t("settings.pieces")}
          value={values.stockBuffer}
          onChange={(stockBuffer) => onChange({ stockBuffer })}
          helpText={t("settings.buffer_help")}
          error={faults.includes("stockBuffer") && t("settings.buffer_invalid")}
        />
        <TextField
          label={t("settings.always")}
          name="alwaysAvailableQuantity"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          suffix={t("settings.pieces")}
          value={values.alwaysAvailableQuantity}
          onChange={(alwaysAvailableQuantity) => onChange({ alwaysAvailableQuantity })}
          helpText={t("settings.always_help")}
          error={faults.includes("alwaysAvailableQuantity") && t("settings.always_invalid")}
        />
      </FormLayout>
    </SettingsSection>
  );
}
