import type { DetailedHTMLProps, HTMLAttributes } from "react";

interface ToastOptions {
  isError?: boolean;
  duration?: number;
  /** The words of a button in it, and what that does. */
  action?: string;
  onAction?: () => void;
}

/** What this app uses of App Bridge, which Shopify's script puts on the window of an embedded page. */
interface AppBridge {
  toast: { show(message: string, options?: ToastOptions): string };
  saveBar: { show(id: string): Promise<void>; hide(id: string): Promise<void>; leaveConfirmation(): Promise<void> };
  loading(isLoading: boolean): void;
  /** Undefined: it was closed without a choice. */
  resourcePicker(options: {
    type: "collection";
    multiple: boolean;
    selectionIds: { id: string }[];
  }): Promise<{ id: string; title: string }[] | undefined>;
}

declare global {
  interface Window {
    shopify?: AppBridge;
  }
}

type Tag = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "ui-nav-menu": Tag;
      "ui-save-bar": Tag;
    }
  }
}
