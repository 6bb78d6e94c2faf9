import type { SettingsView } from "../../connections/views/settings-view";

/** What every section of the settings page is given. */
export interface SectionProps {
  channel: string;
  values: SettingsView;
  /** Names of the settings that were refused. */
  faults: readonly string[];
  onChange: (change: Partial<SettingsView>) => void;
}
