import { ChoiceList, FormLayout, Layout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SettingsView } from "../../connections/views/settings-view";
import type { LocationView } from "../../connections/views/locations";
import { useHydrated } from "../use-hydrated";
import { SettingsSection } from "./settings-section";
import { StockLocations } from "./stock-locations";

export interface SettingsFormProps {
  channel: string;
  locations: readonly LocationView[];
  values: SettingsView;
  /** The setting that was refused, when one was. */
  fault: string | null;
  onChange: (values: SettingsView) => void;
}

/** What a merchant can decide. Every choice says what follows from it. */
export function SettingsForm({ channel, locations, values, fault, onChange }: SettingsFormProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const set = (change: Partial<SettingsView>) => onChange({ ...values, ...change });
  return (
    <fieldset className="plain" disabled={!hydrated}>
      <Layout>
        <SettingsSection title={t("settings.stock_title")} text={t("settings.stock_text", { channel })}>
          <FormLayout>
            <StockLocations
              locations={locations}
              chosen={values.locations}
              refused={fault === "locations"}
              onChange={(chosen) => set({ locations: chosen })}
            />
            <ChoiceList
              title={t("settings.oversell")}
              name="oversell"
              selected={[values.oversell]}
              onChange={([choice]) => set({ oversell: choice === "accept" ? "accept" : "hold" })}
              choices={[
                { value: "hold", label: t("settings.oversell_hold"), helpText: t("settings.oversell_hold_help") },
                { value: "accept", label: t("settings.oversell_accept"), helpText: t("settings.oversell_accept_help") },
              ]}
            />
          </FormLayout>
        </SettingsSection>
        <SettingsSection title={t("settings.items_title")} text={t("settings.items_text", { channel })}>
          <FormLayout>
            <ChoiceList
              title={t("settings.translation")}
              name="missingTranslation"
              selected={[values.missingTranslation]}
              onChange={([choice]) => set({ missingTranslation: choice === "hold" ? "hold" : "copy" })}
              choices={[
                { value: "copy", label: t("settings.translation_copy"), helpText: t("settings.translation_copy_help") },
                { value: "hold", label: t("settings.translation_hold"), helpText: t("settings.translation_hold_help") },
              ]}
            />
            <ChoiceList
              title={t("settings.sku")}
              name="missingSku"
              selected={[values.missingSku]}
              onChange={([choice]) => set({ missingSku: choice === "hold" ? "hold" : "generate" })}
              choices={[
                { value: "generate", label: t("settings.sku_generate"), helpText: t("settings.sku_generate_help") },
                { value: "hold", label: t("settings.sku_hold"), helpText: t("settings.sku_hold_help") },
              ]}
            />
          </FormLayout>
        </SettingsSection>
        <SettingsSection title={t("settings.orders_title")} text={t("settings.orders_text", { channel })}>
          <TextField
            label={t("settings.tag")}
            name="orderTag"
            autoComplete="off"
            maxLength={40}
            value={values.orderTag}
            onChange={(orderTag) => set({ orderTag })}
            helpText={t("settings.tag_help", { channel })}
            error={fault === "orderTag" ? t("settings.tag_required") : false}
          />
        </SettingsSection>
      </Layout>
    </fieldset>
  );
}
