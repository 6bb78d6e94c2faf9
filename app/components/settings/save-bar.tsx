import { useEffect } from "react";
import { useTranslation } from "react-i18next";

interface SaveBarProps {
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

const ID = "settings-save-bar";

/** App Bridge's contextual save bar, in the admin's own frame; it also keeps a merchant from leaving unsaved changes. */
export function SaveBar({ dirty, saving, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation();
  useEffect(() => {
    void (dirty ? window.shopify?.saveBar.show(ID) : window.shopify?.saveBar.hide(ID));
  }, [dirty]);
  useEffect(() => () => void window.shopify?.saveBar.hide(ID), []);
  return (
    <ui-save-bar id={ID}>
      {/* App Bridge reads these attributes; React knows no `variant` on a button. */}
      <button {...{ variant: "primary" }} {...(saving && { loading: "" })} onClick={onSave}>
        {t("common.save")}
      </button>
      <button onClick={onDiscard}>{t("common.discard")}</button>
    </ui-save-bar>
  );
}
