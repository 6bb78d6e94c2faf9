import { createServer } from "node:http";

import type { HkjOrder, HkjProduct } from "../hkj";
import { freePort } from "../../../app/platform/free-port";
import type { Stage } from "./stage";

/** HKJ's side, to look at and to buy from: the credentials as its dashboard would show them, catalogue, orders. */
export async function startHkjPage(stage: Stage): Promise<{ url: string; close(): void }> {
  const { hkj, hkjShop } = stage;
  const port = await freePort(4001);
  const server = createServer((request, response) => {
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page(stage));
      return;
    }
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const url = form.get("outboundUrl")?.trim();
      const sku = form.get("sku");
      const cancelled = form.get("cancel");
      if (url) hkjShop.outboundUrl = url;
      if (sku) void hkj.placeOrder(hkjShop, { items: [{ sku, quantity: 1 }] }).catch(() => undefined);
      if (cancelled) void hkj.cancelOrder(hkjShop, cancelled).catch(() => undefined);
      // The order's answer comes within seconds; the page is looked at again by itself.
      response.writeHead(303, { location: "/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function page({ hkj, hkjShop }: Stage): string {
  const products = hkj.catalog(hkjShop);
  const orders = hkj.orders(hkjShop).reverse();
  const url = hkjShop.outboundUrl ?? "";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><title>HKJ stand-in</title><style>${STYLE}</style>
<h1>HKJ <small>stand-in</small></h1>
<section><h2>Integration</h2>
<p>API key <code>${text(hkjShop.apiKey)}</code><br>Signing secret <code>${text(hkjShop.signingSecret)}</code></p>
${url ? `<p>Outbound URL <code>${text(url)}</code></p>` : `<p>No outbound URL registered yet.</p>`}
<form method="post"><input name="outboundUrl" placeholder="Paste the outbound URL of the app" size="60"><button>Register</button></form>
</section>
<section><h2>Orders</h2>${orders.length ? `<table>${orders.map(orderRow).join("")}</table>` : "<p>None yet.</p>"}</section>
<section><h2>Catalogue (${products.length})</h2>
${products.length ? `<table>${products.map((product) => productRow(product, url !== "")).join("")}</table>` : "<p>Empty. Connect the shop in the app.</p>"}</section></html>`;
}

function productRow(product: HkjProduct, canOrder: boolean): string {
  const price = `${Math.floor(product.price_fils / 1000)}.${String(product.price_fils % 1000).padStart(3, "0")} JOD`;
  const order = canOrder && product.stock_qty > 0 ? button("sku", product.sku, "Order one in the chat") : "";
  return `<tr><td>${text(product.title_en)}<td dir="rtl" lang="ar">${text(product.title_ar)}<td><code>${text(product.sku)}</code><td>${price}<td>${product.stock_qty} left<td>${order}</tr>`;
}

function orderRow(order: HkjOrder): string {
  const statuses = order.statuses.map(({ status }) => status).join(" → ") || "no news yet";
  const shopify = order.externalId ? `Shopify order ${order.externalId}` : "not answered yet";
  return `<tr><td>${text(order.orderNumber)}<td>${text(shopify)}<td>${text(statuses)}<td>${button("cancel", order.orderNumber, "Cancel")}</tr>`;
}

function button(name: string, value: string, label: string): string {
  return `<form method="post"><button name="${name}" value="${text(value)}">${label}</button></form>`;
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
small{color:#888;font-weight:400}section{margin:2rem 0}table{border-collapse:collapse;width:100%}
td{border-top:1px solid #ddd;padding:.4rem .5rem}code{background:#f3f3f3;padding:.1rem .3rem;border-radius:4px}
button{font:inherit;padding:.2rem .7rem;border:1px solid #bbb;border-radius:6px;background:#fff;cursor:pointer}form{margin:0}`;
