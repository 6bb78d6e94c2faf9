/** The app that the shops of a world have installed. */
export interface App {
  apiKey: string;
  apiSecret: string;
  /** Shown as the name of its publication. */
  name: string;
  scopes: string;
}
