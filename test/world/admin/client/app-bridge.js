// Stands in for Shopify's App Bridge inside the frame: session tokens, navigation, menu, toasts, save bar, title, modals.
// It speaks with the page around it (admin.js) by postMessage, on one origin.
(() => {
  const query = new URLSearchParams(location.search);
  const remembered = (key) => {
    const given = query.get(key);
    if (given) sessionStorage.setItem(`app-bridge:${key}`, given);
    return given ?? sessionStorage.getItem(`app-bridge:${key}`) ?? "";
  };
  const shop = remembered("shop");
  const host = remembered("host");
  const locale = remembered("locale") || "en";
  const apiKey =
    document.currentScript?.dataset.apiKey ?? document.querySelector("meta[name=shopify-api-key]")?.content;
  const plainFetch = window.fetch.bind(window);
  const tell = (type, data = {}) => window.parent.postMessage({ admin: true, type, ...data }, location.origin);

  // A token lives a minute; the last ten seconds are not used.
  let token = { value: "", until: 0 };
  async function idToken() {
    if (token.until < Date.now()) {
      const answer = await plainFetch(`/_admin/token?shop=${encodeURIComponent(shop)}`);
      if (!answer.ok) throw new Error("App Bridge: no session token");
      token = { value: await answer.text(), until: Date.now() + 50_000 };
    }
    return token.value;
  }

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) return plainFetch(request);
    const attempt = async () => {
      const headers = new Headers(request.headers);
      if (!headers.has("Authorization")) headers.set("Authorization", `Bearer ${await idToken()}`);
      headers.set("X-Requested-With", "XMLHttpRequest");
      headers.set("Accept-Language", locale);
      return plainFetch(new Request(request.clone(), { headers }));
    };
    let answer = await attempt();
    if (answer.status === 401 && answer.headers.get("X-Shopify-Retry-Invalid-Session-Request")) {
      token.until = 0;
      answer = await attempt();
    }
    const reauthorize = answer.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (reauthorize) window.open(reauthorize, "_top");
    return answer;
  };

  // A list of the shop's collections, in a dialog; one is picked.
  async function pickResource({ type, selectionIds = [] }) {
    const answer = await plainFetch(`/_admin/${type}s?shop=${encodeURIComponent(shop)}`);
    const resources = answer.ok ? await answer.json() : [];
    const dialog = document.createElement("dialog");
    dialog.style.cssText = "border:0;border-radius:12px;padding:12px;min-inline-size:240px;max-block-size:80vh";
    const picked = new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(resources.find(({ id }) => id === dialog.returnValue)));
    });
    const form = Object.assign(document.createElement("form"), { method: "dialog" });
    form.style.cssText = "display:grid;gap:4px";
    for (const { id, title } of resources) {
      const button = Object.assign(document.createElement("button"), { value: id, textContent: title });
      if (selectionIds.some((one) => one.id === id)) button.setAttribute("aria-current", "true");
      button.style.cssText = "padding:8px;text-align:start;border:0;background:none;font:inherit;cursor:pointer";
      form.append(button);
    }
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    const one = await picked;
    dialog.remove();
    return one && [one];
  }

  let toasts = 0;
  const toastActions = new Map();
  window.shopify = {
    config: { apiKey, shop, host, locale },
    environment: { embedded: true, mobile: false, pos: false },
    origin: location.origin,
    ready: Promise.resolve(),
    idToken,
    toast: {
      show(message, options = {}) {
        const id = `toast-${++toasts}`;
        const { action, onAction, duration = 5000 } = options;
        if (onAction) toastActions.set(id, onAction);
        tell("toast", { id, message, action, isError: Boolean(options.isError), duration });
        return id;
      },
      hide: (id) => tell("toast-hide", { id }),
    },
    loading: (on = true) => tell("loading", { on: Boolean(on) }),
    saveBar: {
      show: async (id) => document.getElementById(id)?.show?.(),
      hide: async (id) => document.getElementById(id)?.hide?.(),
      toggle: async (id) => document.getElementById(id)?.toggle?.(),
      leaveConfirmation: async () => tell("savebar-shake"),
    },
    modal: {
      show: async (id) => document.getElementById(id)?.show?.(),
      hide: async (id) => document.getElementById(id)?.hide?.(),
      toggle: async (id) => document.getElementById(id)?.toggle?.(),
    },
    resourcePicker: pickResource,
    user: async () => ({ accountAccess: "owner" }),
    scopes: { query: async () => ({ granted: [], optional: [], required: [] }) },
    webVitals: { onReport: () => undefined },
  };

  class Menu extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      this.watcher = new MutationObserver(() => this.report());
      this.watcher.observe(this, { childList: true, subtree: true, characterData: true });
      queueMicrotask(() => this.report());
    }
    disconnectedCallback() {
      this.watcher.disconnect();
    }
    report() {
      const links = [...this.querySelectorAll("a, s-link")];
      const items = links.map((link) => ({
        label: link.textContent.trim(),
        href: link.getAttribute("href"),
        home: link.getAttribute("rel") === "home",
      }));
      if (items.length > 0) tell("menu", { items });
    }
  }
  class TitleBar extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      if (this.title) tell("title", { title: this.title });
    }
  }
  class SaveBar extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      this.watcher = new MutationObserver(() => this.shown && this.show());
      this.watcher.observe(this, { attributes: true, childList: true, subtree: true, characterData: true });
    }
    disconnectedCallback() {
      this.watcher.disconnect();
      this.hide();
    }
    get buttons() {
      const all = [...this.querySelectorAll("button")];
      const save = all.find((button) => button.getAttribute("variant") === "primary") ?? all[0];
      return { save, discard: all.find((button) => button !== save) };
    }
    show() {
      this.shown = true;
      SaveBar.current = this;
      const { save, discard } = this.buttons;
      tell("savebar", {
        save: save?.textContent ?? "Save",
        discard: discard?.textContent ?? "Discard",
        saving: save?.hasAttribute("loading") ?? false,
      });
      this.dispatchEvent(new Event("show"));
    }
    hide() {
      if (!this.shown) return;
      this.shown = false;
      SaveBar.current = undefined;
      tell("savebar-hide");
      this.dispatchEvent(new Event("hide"));
    }
    toggle() {
      if (this.shown) this.hide();
      else this.show();
    }
  }
  class Modal extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
    }
    show() {
      const dialog = document.createElement("dialog");
      dialog.append(...[...this.childNodes].map((node) => node.cloneNode(true)));
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
      this.dialog = dialog;
    }
    hide() {
      this.dialog?.close();
    }
    toggle() {
      if (this.dialog?.open) this.hide();
      else this.show();
    }
  }
  const elements = { "ui-nav-menu": Menu, "s-app-nav": class extends Menu {}, "ui-title-bar": TitleBar };
  Object.assign(elements, { "ui-save-bar": SaveBar, "ui-modal": Modal });
  for (const [tag, element] of Object.entries(elements)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }

  // The address bar around the frame follows the page in it.
  let last;
  const reportPath = () => {
    const path = location.pathname + visibleQuery();
    if (path !== last) tell("path", { path });
    last = path;
  };
  function visibleQuery() {
    const own = new URLSearchParams(location.search);
    const ours = ["embedded", "shop", "host", "locale", "id_token", "session", "hmac", "timestamp", "shopify-reload"];
    for (const key of ours) own.delete(key);
    return own.size > 0 ? `?${own}` : "";
  }
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...args) => {
      plain(...args);
      reportPath();
    };
  }
  window.addEventListener("popstate", reportPath);

  window.addEventListener("message", ({ data, origin }) => {
    if (origin !== location.origin || !data?.appBridge) return;
    if (data.type === "navigate") {
      const link = document.createElement("a");
      link.setAttribute("href", data.path);
      document.body.append(link);
      link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
      link.remove();
    }
    if (data.type === "toast-action") toastActions.get(data.id)?.();
    if (data.type === "savebar-save") SaveBar.current?.buttons.save?.click();
    if (data.type === "savebar-discard") SaveBar.current?.buttons.discard?.click();
  });

  // Pages of the admin itself open around the app.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='https://admin.shopify.com/']") : null;
    if (!link) return;
    event.preventDefault();
    window.top.location.href = link.getAttribute("href").replace("https://admin.shopify.com", "");
  });

  // The bounce page: comes back to where it was sent from, with a token.
  const reload = query.get("shopify-reload");
  if (reload) {
    void idToken().then((value) => {
      const back = new URL(reload, location.origin);
      back.protocol = location.protocol;
      back.host = location.host;
      back.searchParams.set("id_token", value);
      location.replace(back);
    });
  } else if (window.parent === window) {
    // Opened on its own: Shopify's App Bridge brings the admin around it.
    location.replace(`/_admin/open?path=${encodeURIComponent(location.pathname)}`);
  } else {
    reportPath();
    document.addEventListener("DOMContentLoaded", () => tell("ready"));
  }
})();
