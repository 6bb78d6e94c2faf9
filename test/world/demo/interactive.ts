import type { Stage } from "./stage";
import { startHkjPage } from "./hkj-page";

/** Leaves the stage to whoever opened it, and tells what happens on it, until Ctrl-C. */
export async function playInteractively(stage: Stage, say: (what: string) => void): Promise<void> {
  const { admin, hkj, hkjShop, shop } = stage;
  const hkjPage = await startHkjPage(stage);
  say(`
The app is ready, inside a stand-in of the Shopify admin:

    ${admin.url}

Open HKJ in the navigation there and paste

    API key          ${hkjShop.apiKey}
    signing secret   ${hkjShop.signingSecret}

then copy the outbound URL the app shows to the stand-in of HKJ, where you can also order:

    ${hkjPage.url}

Products and Orders in the admin's navigation change the shop. Ctrl-C ends it.

What happens:`);
  let heard = 0;
  const listen = setInterval(() => {
    const received = hkj.received(hkjShop);
    const fresh = received.slice(heard);
    heard = received.length;
    if (fresh.length > 5) say(`  HKJ took ${fresh.length} events; it shows ${hkj.catalog(hkjShop).length} items`);
    else
      for (const { envelope, result } of fresh)
        say(`  HKJ ${result.status} ${String(envelope["event_type"])} ${about(envelope)}`);
  }, 500);
  const orders = watchOrders(stage, say);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  clearInterval(listen);
  clearInterval(orders);
  hkjPage.close();
  say(`\nClosing ${shop} ...`);
}

function about(envelope: Record<string, unknown>): string {
  const data = envelope["data"] as Record<string, string | number | undefined>;
  const stock = data["stock_qty"] === undefined ? "" : ` (stock ${data["stock_qty"]})`;
  return `${data["sku"] ?? data["order_number"] ?? ""}${stock}${data["status"] ? `: ${data["status"]}` : ""}`;
}

function watchOrders({ shopify, shop }: Stage, say: (what: string) => void): NodeJS.Timeout {
  let known = shopify.shop(shop).orders.size;
  return setInterval(() => {
    const orders = shopify.shop(shop).orders.all;
    for (const order of orders.slice(known)) say(`  Shopify has order ${order.name} (${order.tags.join(", ")})`);
    known = orders.length;
  }, 500);
}
