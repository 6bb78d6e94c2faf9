import { Layout } from "@shopify/polaris";

import { CURRENCY } from "../../canonical/currency";
import type { OfferedNow } from "../../catalog/views/offered-now";
import type { LocationView } from "../../connections/views/locations";
import type { SettingsPageView, SettingsView } from "../../connections/views/settings-view";
import { useHydrated } from "../use-hydrated";
import { HeldSection } from "./held-section";
import { IdentitySection } from "./identity-section";
import { LanguageSection } from "./language-section";
import { OrdersSection } from "./orders-section";
import { PricesSection } from "./prices-section";
import { SelectionSection } from "./selection-section";
import { StatusesSection } from "./statuses-section";
import { StockSection } from "./stock-section";

export interface SettingsFormProps {
  channel: string;
  view: SettingsPageView;
  /** null: nothing is sent yet. */
  offered: OfferedNow | null;
  locations: readonly LocationView[];
  values: SettingsView;
  /** Names of the settings that were refused. */
  faults: readonly string[];
  onChange: (values: SettingsView) => void;
}

/** What a merchant can decide. Every choice says what follows from it. */
export function SettingsForm({ channel, view, offered, locations, values, faults, onChange }: SettingsFormProps) {
  const hydrated = useHydrated();
  const { excluded, currency } = view;
  const change = (one: Partial<SettingsView>) => onChange({ ...values, ...one });
  const section = { channel, values, faults, onChange: change };
  return (
    <fieldset className="plain" disabled={!hydrated}>
      <Layout>
        <SelectionSection {...section} excluded={excluded} offered={offered} />
        <StockSection {...section} locations={locations} />
        {currency !== "" && currency !== CURRENCY && <PricesSection {...section} currency={currency} />}
        <LanguageSection {...section} />
        <IdentitySection {...section} />
        <OrdersSection {...section} />
        <HeldSection {...section} />
        {Object.keys(values.statusWords).length > 0 && (
          <StatusesSection {...section} defaultWords={view.defaultWords} />
        )}
      </Layout>
    </fieldset>
  );
}
