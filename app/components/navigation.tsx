import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** The app's menu; App Bridge moves it into the admin's own. */
export function Navigation({ channels }: { channels: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation();
  return (
    <ui-nav-menu>
      <Link to="/app" rel="home">
        {t("nav.overview")}
      </Link>
      {channels.map(({ id, name }) => (
        <Link key={id} to={`/app/channels/${id}`}>
          {t("nav.channel", { channel: name })}
        </Link>
      ))}
      <Link to="/app/catalog">{t("nav.catalog")}</Link>
      <Link to="/app/orders">{t("nav.orders")}</Link>
      <Link to="/app/activity">{t("nav.activity")}</Link>
      <Link to="/app/settings">{t("nav.settings")}</Link>
    </ui-nav-menu>
  );
}
