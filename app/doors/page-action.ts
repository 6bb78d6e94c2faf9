import type { z } from "zod";

import type { IntentAnswer } from "../components/use-intent";
import { isFailure } from "../platform/failure";

/** @throws Response 400 when the body is no form. */
export async function readForm(request: Request): Promise<FormData> {
  return request.formData().catch(() => {
    throw new Response(null, { status: 400 });
  });
}

/**
 * What a page's form asks, checked against the intents the page knows; `{ field: [a, b] }` where a field comes twice.
 * @throws Response 400 when the form is none the page could have sent.
 */
export async function readIntent<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const values = new Map<string, FormDataEntryValue[]>();
  for (const [key, value] of await readForm(request)) {
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  const given = Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? all[0] : all]));
  const intent = schema.safeParse(given);
  if (!intent.success) throw new Response(null, { status: 400 });
  return intent.data;
}

/** A use case's failure as the page's answer, so that nothing typed is lost; anything unexpected goes to the error page. */
export async function answered(work: () => Promise<IntentAnswer>): Promise<IntentAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { ok: false, code: error.code, params: error.params, field: null };
  }
}

/** For use cases that say whether there was anything to do. */
export function doneOr(done: boolean, code: string): IntentAnswer {
  return done ? { ok: true } : { ok: false, code, params: {}, field: null };
}
