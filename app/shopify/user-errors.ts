import { Failure } from "../platform/failure";

export interface UserError {
  field?: string[] | null;
  message: string;
  code?: string | null;
}

/**
 * A mutation's `userErrors` as a failure: Shopify understood and said no.
 * @throws Failure (final) `code` with Shopify's words in `params.message`.
 */
export function refuseUserErrors(errors: readonly UserError[], code: string): void {
  if (errors.length === 0) return;
  const message = errors.map((error) => error.message).join("; ");
  const where = errors.map((error) => `${error.field?.join(".") ?? "-"} ${error.code ?? ""}`.trim()).join(", ");
  throw new Failure({ kind: "final", code, message: `Shopify refused: ${message} (${where})`, params: { message } });
}
