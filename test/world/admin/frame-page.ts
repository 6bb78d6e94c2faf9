import { hostOf, mintIdToken, storeName, type TokenSettings } from "./session-token";

/** Query of a page in the frame that the app is not shown. */
const OWN = ["locale"];

const WORDS = {
  en: {
    home: "Home",
    orders: "Orders",
    products: "Products",
    apps: "Apps",
    language: "Language",
    menu: "Menu",
    unsaved: "Unsaved changes",
    note: "A stand-in of the Shopify admin, on this machine only",
  },
  ar: {
    home: "الرئيسية",
    orders: "الطلبات",
    products: "المنتجات",
    apps: "التطبيقات",
    language: "اللغة",
    menu: "القائمة",
    unsaved: "تغييرات غير محفوظة",
    note: "نموذج محلي يقوم مقام لوحة Shopify، على هذا الجهاز فقط",
  },
} as const;

export type Language = keyof typeof WORDS;

export interface PageSettings extends TokenSettings {
  appName: string;
  language: Language;
  /** Whether the shop's own pages (products, orders) can be shown. */
  withShop: boolean;
}

/** The admin around the app: `path` and its query are what the frame opens. */
export function framePage(settings: PageSettings, path: string, query: URLSearchParams): string {
  const { shop, language } = settings;
  const inner = new URLSearchParams([...query].filter(([key]) => !OWN.includes(key)));
  const given = { embedded: "1", shop, host: hostOf(shop), locale: language, id_token: mintIdToken(settings) };
  for (const [key, value] of Object.entries(given)) inner.set(key, value);
  const main = `
    <div class="bar"><span class="app-title">${escape(settings.appName)}</span></div>
    <iframe title="${escape(settings.appName)}" name="app-iframe" allow="clipboard-write"
      src="${escape(`${path}?${inner.toString()}`)}"></iframe>
    <div class="loading"></div>`;
  return adminPage(settings, "app", main);
}

/** A page of the admin; `current` is marked in the menu. */
export function adminPage(settings: PageSettings, current: "app" | "orders" | "products", main: string): string {
  const { shop, language, apiKey } = settings;
  const words = WORDS[language];
  const store = `/store/${storeName(shop)}`;
  const base = `${store}/apps/${apiKey}`;
  const suffix = language === "en" ? "" : `?locale=${language}`;
  const own = (page: "orders" | "products") =>
    settings.withShop
      ? `<li><a href="${store}/${page}${suffix}" ${current === page ? 'aria-current=""' : ""}>${words[page]}</a></li>`
      : "";
  const options = (["en", "ar"] as const).map(
    (one) =>
      `<option value="${one}" ${one === language ? "selected" : ""}>${one === "en" ? "English" : "العربية"}</option>`,
  );
  // Beside the shop's own pages there is no frame to speak with: the app's entry is then a plain link.
  const entry = current === "app" ? 'data-path="/app"' : "";
  return `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <title>${escape(settings.appName)} · ${escape(storeName(shop))}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/_admin/admin.css">
</head>
<body data-base="${base}">
  <header class="top">
    <button class="menu-button" aria-label="${words.menu}">☰</button>
    <span class="brand">admin</span>
    <span class="stand-in">${words.note}</span>
    <span class="store">${escape(storeName(shop))}</span>
    <select class="language" aria-label="${words.language}">${options.join("")}</select>
    <div class="savebar" hidden>
      <span>${words.unsaved}</span><button data-discard></button><button data-save></button>
    </div>
  </header>
  <nav class="side">
    <ul>${own("orders")}${own("products")}</ul>
    <h2>${words.apps}</h2>
    <ul><li><a href="${base}/app${suffix}" ${entry}>${escape(settings.appName)}</a></li></ul>
    <ul class="app-menu"></ul>
  </nav>
  <main class="main">${main}</main>
  <div class="toasts"></div>
  <script src="/_admin/admin.js"></script>
</body>
</html>`;
}

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
