/** What the app answers to a block. An address without a host is the app's own, and Shopify adds the session token. */

/** @throws Error when the app cannot be reached or refuses. @returns undefined when it knows nothing of the kind (404). */
export async function askApp<T>(path: string, query: Record<string, string>): Promise<T | undefined> {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const response = await fetch(`/api/extension/${path}?${pairs.join("&")}`);
  if (response.status === 404) return undefined;
  return (await checked(response).json()) as T;
}

/** @throws Error as {@link askApp}, and for a 404 too. */
export async function tellApp(path: string, body: object): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  checked(await fetch(`/api/extension/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

function checked(response: Response): Response {
  if (!response.ok) throw new Error(`the app answered ${response.status}`);
  return response;
}
