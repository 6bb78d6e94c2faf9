import { Button } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

interface CollectionChoiceProps {
  /** Its number in Shopify; empty: none is chosen yet. */
  id: string;
  title: string;
  onChoose: (collection: { id: string; title: string }) => void;
}

/** A collection, chosen in Shopify's own picker. */
export function CollectionChoice({ id, title, onChoose }: CollectionChoiceProps) {
  const { t } = useTranslation();
  const pick = async () => {
    const selectionIds = id ? [{ id: `gid://shopify/Collection/${id}` }] : [];
    const [picked] =
      (await window.shopify?.resourcePicker({ type: "collection", multiple: false, selectionIds })) ?? [];
    const number = picked?.id.split("/").at(-1);
    if (picked && number) onChoose({ id: number, title: picked.title });
  };
  return (
    <Button fullWidth textAlign="start" disclosure="select" onClick={() => void pick()}>
      {id === "" ? t("settings.selection_choose") : title || t("settings.selection_chosen", { id })}
    </Button>
  );
}
