import { until } from "../until";

/** Shopify's library keeps bots out of embedded pages by their user agent. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36";

export interface MerchantOptions {
  /** Where the merchant's browser reaches the app. */
  appUrl: string;
  shop: string;
  /** What App Bridge does for a page: a fresh session token. */
  sessionToken: () => string | Promise<string>;
}

/** What a merchant does in the embedded pages, by the very requests that their browser makes for it. */
export interface Merchant {
  /** Opens a page of the app in the admin. @returns its HTML */
  open(path: string): Promise<string>;
  /** Presses a button: posts a form to a page's action. @throws Error with the app's answer unless it says ok. */
  press(path: string, form: Record<string, string>): Promise<void>;
  /** The same, and whatever the app answers. @param token in place of a fresh session token */
  post(path: string, form: Record<string, string>, token?: string): Promise<Response>;
  /** The outbound URL that the channel page shows. */
  outboundUrl(channel: string): Promise<string>;
}

export function merchant({ appUrl, shop, sessionToken }: MerchantOptions): Merchant {
  const host = Buffer.from(`admin.shopify.com/store/${shop.replace(".myshopify.com", "")}`).toString("base64");

  async function open(path: string): Promise<string> {
    const query = new URLSearchParams({ embedded: "1", shop, host, locale: "en", id_token: await sessionToken() });
    const response = await fetch(`${appUrl}${path}?${query.toString()}`, {
      headers: { "user-agent": BROWSER, accept: "text/html" },
      redirect: "manual",
    });
    const html = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return html;
  }

  async function post(path: string, form: Record<string, string>, token?: string): Promise<Response> {
    return fetch(`${appUrl}${path}.data`, {
      method: "POST",
      headers: {
        "user-agent": BROWSER,
        authorization: `Bearer ${token ?? (await sessionToken())}`,
        "content-type": "application/x-www-form-urlencoded",
        origin: appUrl,
      },
      body: new URLSearchParams(form).toString(),
    });
  }

  return {
    open,
    post,
    async press(path, form) {
      const response = await post(path, form);
      const answer = await response.text();
      // Remix streams the action's answer as a flat list of keys and values.
      if (!response.ok || !/"ok",true/.test(answer)) {
        throw new Error(`${path} (${form["intent"]}) answered ${response.status}: ${answer.slice(0, 300)}`);
      }
    },
    outboundUrl: (channel) =>
      until("the outbound URL is shown", 5_000, async () => {
        const html = await open(`/app/channels/${channel}`);
        return /https?:\/\/[^"\\<\s]+\/channels\/[a-z]+\/[A-Za-z0-9_-]{20,}/.exec(html)?.[0];
      }),
  };
}
