import { BlockStack, ChoiceList, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { LocationView } from "../../connections/views/locations";

interface StockLocationsProps {
  locations: readonly LocationView[];
  chosen: "all" | readonly string[];
  refused: boolean;
  onChange: (chosen: "all" | string[]) => void;
}

/** All locations, or those ticked. One that is gone from the shop but still chosen stays visible, to be unticked. */
export function StockLocations({ locations, chosen, refused, onChange }: StockLocationsProps) {
  const { t } = useTranslation();
  const some = chosen === "all" ? [] : chosen;
  const gone = some.filter((id) => !locations.some((location) => location.id === id));
  const choices = [
    ...locations.map(({ id, name, active }) => ({
      value: id,
      label: active ? name : `${name} (${t("settings.location_inactive")})`,
    })),
    ...gone.map((id) => ({ value: id, label: t("settings.location_gone") })),
  ];
  return (
    <ChoiceList
      title={t("settings.locations")}
      name="locations"
      selected={[chosen === "all" ? "all" : "some"]}
      onChange={([choice]) =>
        onChange(choice === "all" ? "all" : locations.filter((one) => one.active).map((one) => one.id))
      }
      choices={[
        { value: "all", label: t("settings.locations_all") },
        {
          value: "some",
          label: t("settings.locations_some"),
          disabled: choices.length === 0,
          ...(chosen !== "all" && {
            renderChildren: () => (
              <ChoiceList
                title={t("settings.locations")}
                titleHidden
                allowMultiple
                name="location"
                choices={choices}
                selected={[...some]}
                onChange={onChange}
                error={refused || some.length === 0 ? t("settings.location_required") : ""}
              />
            ),
          }),
          ...(choices.length === 0 && {
            helpText: (
              <BlockStack>
                <Text as="span" tone="subdued">
                  {t("settings.locations_none")}
                </Text>
              </BlockStack>
            ),
          }),
        },
      ]}
    />
  );
}
