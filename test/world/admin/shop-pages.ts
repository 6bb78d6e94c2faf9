import type { IncomingMessage } from "node:http";

import { type PageSettings, adminPage, escape } from "./frame-page";

/** What the shop's own pages show and do; whoever has a shop to show fills it. */
export interface ShopDesk {
  products(): readonly DeskProduct[];
  orders(): readonly DeskOrder[];
  /** Changes the stock of a variant by `by`. */
  changeStock(variantId: string, by: number): Promise<void> | void;
  fulfil(orderId: string): Promise<void> | void;
  cancel(orderId: string): Promise<void> | void;
}

export interface DeskProduct {
  variantId: string;
  title: string;
  sku: string;
  price: string;
  /** null: not tracked. */
  stock: number | null;
}

export interface DeskOrder {
  /** The number at the end of its gid. */
  id: string;
  name: string;
  customer: string;
  total: string;
  tags: readonly string[];
  /** Shopify's display statuses, as words. */
  status: string;
  canFulfil: boolean;
  canCancel: boolean;
}

export type ShopPages = (
  request: IncomingMessage,
  place: string,
  settings: PageSettings,
) => Promise<{ html: string } | { redirect: string } | undefined>;

const SHOWN = 200;
const DEEDS = ["changeStock", "fulfil", "cancel"] as const;

/** Products with stock to change by hand, and orders to fulfil or cancel: enough to watch the app do its work. */
export function createShopPages(desk: ShopDesk): ShopPages {
  return async (request, place, settings) => {
    const [page, id] = place.split("/");
    const suffix = settings.language === "en" ? "" : `?locale=${settings.language}`;
    if (page !== "products" && page !== "orders") return undefined;
    if (request.method === "POST") {
      await act(desk, new URLSearchParams(await bodyOf(request)));
      return { redirect: `${page}${suffix}` };
    }
    const list = page === "products" ? productTable(desk.products()) : orderTable(desk.orders(), id);
    const title = page === "products" ? "Products" : "Orders";
    return { html: adminPage(settings, page, `<div></div><div class="page"><h1>${title}</h1>${list}</div>`) };
  };
}

async function act(desk: ShopDesk, form: URLSearchParams): Promise<void> {
  const deed = DEEDS.find((name) => name === form.get("deed"));
  const id = form.get("id") ?? "";
  if (deed === "changeStock") await desk.changeStock(id, Number(form.get("by")));
  if (deed === "fulfil") await desk.fulfil(id);
  if (deed === "cancel") await desk.cancel(id);
}

function productTable(products: readonly DeskProduct[]): string {
  const rows = products.slice(0, SHOWN).map(({ variantId, title, sku, price, stock }) => {
    const steps = [-10, -1, 1, 10].map((by) =>
      button("changeStock", variantId, by > 0 ? `+${by}` : String(by), { by }),
    );
    return `<tr><td>${escape(title)}<br><span class="soft">${escape(sku)}</span></td><td>${escape(price)}</td>
      <td><b>${stock ?? "∞"}</b></td><td>${stock === null ? "" : steps.join(" ")}</td></tr>`;
  });
  const more = products.length > SHOWN ? `<p class="soft">${products.length - SHOWN} more are not shown.</p>` : "";
  return table(["Product", "Price", "Stock", ""], rows) + more;
}

function orderTable(orders: readonly DeskOrder[], only: string | undefined): string {
  const shown = only ? orders.filter(({ id }) => id === only) : orders.slice(0, SHOWN);
  const rows = shown.map((order) => {
    const deeds = [
      order.canFulfil ? button("fulfil", order.id, "Fulfil") : "",
      order.canCancel ? button("cancel", order.id, "Cancel") : "",
    ];
    return `<tr><td><b>${escape(order.name)}</b><br><span class="soft">${escape(order.tags.join(", "))}</span></td>
      <td>${escape(order.customer)}</td><td>${escape(order.total)}</td><td>${escape(order.status)}</td>
      <td>${deeds.join(" ")}</td></tr>`;
  });
  return rows.length > 0 ? table(["Order", "Customer", "Total", "Status", ""], rows) : "<p>No orders yet.</p>";
}

function table(headings: readonly string[], rows: readonly string[]): string {
  const head = headings.map((heading) => `<th>${heading}</th>`).join("");
  return `<div class="card"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function button(deed: string, id: string, label: string, more: Record<string, number> = {}): string {
  const values = Object.entries({ deed, id, ...more });
  const fields = values.map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(String(value))}">`);
  return `<form method="post">${fields.join("")}<button>${label}</button></form>`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
