/**
 * What is wrong with items also stands on Shopify's own product page, as feedback of the app on the product:
 *
 *   (nothing told) --an item is held or fails--> REQUIRES_ACTION(messages) --other reasons--> REQUIRES_ACTION(messages)
 *   REQUIRES_ACTION --nothing is wrong any more--> ACCEPTED --wrong again--> REQUIRES_ACTION
 *
 * The job compares what is with what was last told, so that a lost run, a repeated one, or one that died half-way ends the
 * same. Two runs at once do no harm: Shopify keeps the feedback that was generated last, and so does our table.
 */
import { requestFeedback } from "../connections/request-feedback";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import { enqueue } from "../platform/queue";
import type { AdminClient, OpenAdmin } from "../shopify/admin-client";
import { TellProductFeedbackDocument, type TellProductFeedbackMutation } from "../shopify/generated/admin";
import { gid } from "../shopify/gid";
import { type DueFeedback, dueFeedback } from "./feedback-due";
import { type FeedbackWords, feedbackMessages } from "./feedback-message";

/** bulkProductResourceFeedbackCreate takes no more. */
const PRODUCTS_A_CALL = 50;
const PRODUCTS_A_READ = 500;
/** Then the job ends and a new one goes on, so that no job runs without end. */
const READS_A_JOB = 10;
const DAY_MS = 86_400_000;

type Needs = Pick<Effects, "db" | "clock" | "log">;

/**
 * Job `feedback.send`. Where Shopify does not allow it (the app is no sales channel in that shop, or lacks the scope
 * write_resource_feedbacks) nothing is tried for a day, and the merchant is not troubled: the same reasons are on the
 * app's own pages.
 * @throws Failure of the Admin API; what was not told by then is told by the next run.
 */
export async function sendFeedback(
  effects: Needs,
  openAdmin: OpenAdmin,
  words: FeedbackWords,
  shop: string,
): Promise<void> {
  const { db, clock } = effects;
  const installed = await db.shop.findFirst({ where: { domain: shop, uninstalledAt: null } });
  if (!installed || (installed.feedbackFrom && installed.feedbackFrom > clock.now())) return;
  const say = { words, locale: installed.primaryLocale };
  for (let reads = 0; reads < READS_A_JOB; reads += 1) {
    const generatedAt = clock.now();
    const due = await dueFeedback(db, shop, PRODUCTS_A_READ);
    for (let at = 0; at < due.length; at += PRODUCTS_A_CALL) {
      const batch = due.slice(at, at + PRODUCTS_A_CALL);
      const told = await tell(effects, openAdmin(shop), shop, { batch, generatedAt, ...say });
      if (!told) return;
    }
    if (due.length < PRODUCTS_A_READ) return;
  }
  await requestFeedback(db, shop, "catalog", clock.now());
}

interface Telling {
  batch: readonly DueFeedback[];
  generatedAt: Date;
  words: FeedbackWords;
  locale: string;
}

/** @returns false when Shopify does not allow it. */
async function tell(effects: Needs, admin: AdminClient, shop: string, telling: Telling): Promise<boolean> {
  const { batch, generatedAt, words, locale } = telling;
  const feedback = batch.map(({ productId, reasons, productUpdatedAt }) => ({
    productId: gid("Product", productId),
    state: stateOf(reasons),
    messages: feedbackMessages(reasons, words, locale),
    feedbackGeneratedAt: generatedAt.toISOString(),
    productUpdatedAt: (productUpdatedAt ?? generatedAt).toISOString(),
  }));
  let answer: TellProductFeedbackMutation;
  try {
    answer = await admin.request(TellProductFeedbackDocument, { feedback });
  } catch (error) {
    if (!isFailure(error) || error.code !== "shopify.access_denied") throw error;
    await restForADay(effects, shop);
    return false;
  }
  const open = passedOver(batch, answer);
  noteRefusals(effects, shop, answer);
  await rememberTold(
    effects,
    shop,
    batch.filter((one) => !open.includes(one)),
    generatedAt,
  );
  return open.length === 0 || tell(effects, admin, shop, { ...telling, batch: open });
}

/**
 * Of a call that Shopify did not take whole, the products it said nothing about: whether it takes the others when it
 * refuses one is not documented. An error that names no product is about all of them.
 */
function passedOver(batch: readonly DueFeedback[], answer: TellProductFeedbackMutation): DueFeedback[] {
  const { feedback, userErrors } = answer.bulkProductResourceFeedbackCreate ?? { feedback: null, userErrors: [] };
  const named = userErrors.flatMap(({ field }) => Number(field?.[1] ?? Number.NaN));
  if (named.length === 0 || named.some((at) => !Number.isInteger(at))) return [];
  const taken = new Set((feedback ?? []).map(({ productId }) => productId));
  return batch.filter(({ productId }, at) => !named.includes(at) && !taken.has(gid("Product", productId)));
}

function stateOf(reasons: DueFeedback["reasons"]): "REQUIRES_ACTION" | "ACCEPTED" {
  return reasons.length > 0 ? "REQUIRES_ACTION" : "ACCEPTED";
}

/**
 * A product that is deleted or not on the channel's publication (PRODUCT_NOT_FOUND), or about which Shopify has newer
 * feedback: telling it again would change nothing. It counts as told, until something else is wrong with it.
 */
function noteRefusals({ log }: Needs, shop: string, answer: TellProductFeedbackMutation): void {
  const codes = (answer.bulkProductResourceFeedbackCreate?.userErrors ?? []).map(({ code }) => code ?? "unknown");
  if (codes.length > 0) log.info({ shop, codes: [...new Set(codes)], count: codes.length }, "feedback: not all taken");
}

async function rememberTold(
  { db }: Needs,
  shop: string,
  batch: readonly DueFeedback[],
  generatedAt: Date,
): Promise<void> {
  const rows = batch.map(({ productId, reasons, hash }) => ({ productId, hash, state: stateOf(reasons) }));
  await db.$executeRaw`
    insert into "ProductFeedback" ("shop", "productId", "state", "hash", "sentAt")
    select ${shop}, r."productId", r.state, r.hash, ${generatedAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("productId" text, state text, hash text)
    order by r."productId"
    on conflict ("shop", "productId") do update set
      "state" = excluded."state", "hash" = excluded."hash", "sentAt" = excluded."sentAt"
    where "ProductFeedback"."sentAt" <= excluded."sentAt"`;
}

async function restForADay({ db, clock, log }: Needs, shop: string): Promise<void> {
  const feedbackFrom = new Date(clock.now().getTime() + DAY_MS);
  log.info({ shop, feedbackFrom }, "feedback: Shopify does not allow it");
  await db.$transaction(async (tx) => {
    await tx.shop.updateMany({ where: { domain: shop }, data: { feedbackFrom } });
    await enqueue(tx, "feedback.send", { shop }, { key: `feedback:${shop}:rested`, runAt: feedbackFrom });
  });
}
