import type { Services } from "./services";

declare module "@remix-run/server-runtime" {
  /** What the server hands to every loader and action. */
  interface AppLoadContext {
    services: Services;
  }
}
