// The page around the app: menu, address, toasts, save bar. Speaks with app-bridge.js in the frame.
(() => {
  const frame = document.querySelector("iframe");
  if (!frame) return;
  const base = document.body.dataset.base;
  const bar = document.querySelector(".savebar");
  const loading = document.querySelector(".loading");
  const tell = (type, data = {}) =>
    frame.contentWindow.postMessage({ appBridge: true, type, ...data }, location.origin);
  let current = "/app";
  frame.addEventListener("load", () => loading.setAttribute("hidden", ""));

  const handlers = {
    menu({ items }) {
      const list = document.querySelector(".app-menu");
      list.replaceChildren(
        ...items
          .filter(({ home }) => !home)
          .map(({ label, href }) => {
            const link = Object.assign(document.createElement("a"), { textContent: label, href: base + href });
            link.dataset.path = href;
            const item = document.createElement("li");
            item.append(link);
            return item;
          }),
      );
      mark();
    },
    path({ path }) {
      current = path;
      history.replaceState(null, "", `${base}${path}${languageQuery(path)}`);
      mark();
    },
    title: ({ title }) => (document.querySelector(".app-title").textContent = title),
    loading: ({ on }) => loading.toggleAttribute("hidden", !on),
    ready: () => loading.setAttribute("hidden", ""),
    toast({ id, message, action, isError, duration }) {
      const toast = Object.assign(document.createElement("div"), { id, className: "toast", textContent: message });
      toast.setAttribute("role", "status");
      if (isError) toast.classList.add("toast-error");
      if (action) {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: action });
        button.addEventListener("click", () => {
          toast.remove();
          tell("toast-action", { id });
        });
        toast.append(button);
      }
      document.querySelector(".toasts").append(toast);
      setTimeout(() => toast.remove(), duration);
    },
    "toast-hide": ({ id }) => document.getElementById(id)?.remove(),
    savebar({ save, discard, saving }) {
      bar.hidden = false;
      const [discardButton, saveButton] = bar.querySelectorAll("button");
      discardButton.textContent = discard;
      saveButton.textContent = save;
      saveButton.disabled = saving;
    },
    "savebar-hide": () => (bar.hidden = true),
    "savebar-shake": shake,
  };

  function languageQuery(path) {
    const language = document.documentElement.lang;
    return language === "en" ? "" : `${path.includes("?") ? "&" : "?"}locale=${language}`;
  }
  function mark() {
    const path = current.split("?")[0];
    for (const link of document.querySelectorAll("[data-path]")) {
      const own = link.dataset.path;
      link.toggleAttribute("aria-current", own === "/app" ? path === own : path.startsWith(own));
    }
  }
  function shake() {
    bar.classList.remove("shaking");
    void bar.offsetWidth;
    bar.classList.add("shaking");
  }

  window.addEventListener("message", ({ data, origin, source }) => {
    if (origin === location.origin && source === frame.contentWindow && data?.admin) handlers[data.type]?.(data);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-path]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    document.body.classList.remove("menu-open");
    // Unsaved changes hold the merchant where they are, as in the real admin.
    if (!bar.hidden) return shake();
    tell("navigate", { path: link.dataset.path });
  });
  bar.addEventListener("click", ({ target }) => {
    if (target.matches("[data-discard]")) tell("savebar-discard");
    if (target.matches("[data-save]")) tell("savebar-save");
  });
})();

document.querySelector(".menu-button")?.addEventListener("click", () => document.body.classList.toggle("menu-open"));
document.querySelector(".language")?.addEventListener("change", ({ target }) => {
  const url = new URL(location.href);
  url.searchParams.set("locale", target.value);
  location.href = url.href;
});
