import { existsSync } from "node:fs";

import { type Browser, type BrowserContext, type Frame, type Page, chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

/** Debian's Chromium. Where it is absent, tests of pages are skipped and say why in their title. */
export const hasChromium = existsSync(CHROMIUM);
export const needsChromium = hasChromium ? "in a browser" : `in a browser (skipped: there is no ${CHROMIUM})`;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Screen {
  width: number;
  height: number;
}

export const DESKTOP: Screen = { width: 1280, height: 900 };
export const PHONE: Screen = { width: 390, height: 844 };

/** A browser window. Shopify's library keeps bots out, and takes HeadlessChrome for one: hence a browser's own name. */
export function openWindow(browser: Browser, screen: Screen): Promise<BrowserContext> {
  const phone = screen.width < 500;
  const platform = phone ? "Linux; Android 15" : "X11; Linux x86_64";
  return browser.newContext({
    viewport: screen,
    isMobile: phone,
    userAgent: `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 ${phone ? "Mobile " : ""}Safari/537.36`,
  });
}

export interface AdminTab {
  page: Page;
  /** What the console complained about since the tab was opened. */
  complaints: string[];
  /** The app in its frame; a new one after each full load. */
  app(): Frame;
}

export async function openTab(context: BrowserContext): Promise<AdminTab> {
  const page = await context.newPage();
  page.setDefaultTimeout(25_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return {
    page,
    complaints,
    app() {
      const frame = page.frame({ name: "app-iframe" });
      if (!frame) throw new Error("the admin shows no app");
      return frame;
    },
  };
}
