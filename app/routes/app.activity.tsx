import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Page } from "@shopify/polaris";
import { ClockIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

import { ActivityList } from "../components/activity/activity-list";
import { ProblemTable } from "../components/activity/problem-table";
import { Empty } from "../components/empty";
import { useLiveData } from "../components/use-live-data";
import { listActivity } from "../connections/views/activity-page";
import { chosenChannel } from "../connections/views/chosen-channel";
import { listProblems } from "../connections/views/open-problems";

const PROBLEMS = 20;

export const loader = async ({ request, context: { services } }: LoaderFunctionArgs) => {
  const { shop } = await services.shopify.requireAdmin(request);
  const { db, clock } = services;
  const { id, name } = chosenChannel(services.channels, request);
  const before = new URL(request.url).searchParams.get("before");
  const [activity, problems] = await Promise.all([
    listActivity(db, shop, before),
    before ? [] : listProblems(db, shop, PROBLEMS),
  ]);
  const entries = activity.entries.map((entry) => ({
    ...entry,
    channel: services.channels.get(entry.channel ?? "")?.name ?? name,
  }));
  return { channel: { id, name }, entries, next: activity.next, before, problems, now: clock.now().toISOString() };
};

export { PageError as ErrorBoundary } from "../components/page-error";
export { headers } from "../doors/page-headers";

export default function Activity() {
  const { t } = useTranslation();
  const { channel, entries, next, before, problems, now } = useLoaderData<typeof loader>();
  useLiveData(false);
  return (
    <Page title={t("activity_page.title")}>
      <BlockStack gap="400">
        {!before && (problems.length > 0 || entries.length > 0) && (
          <ProblemTable problems={problems} channel={channel} />
        )}
        {entries.length === 0 ? (
          <Empty
            icon={ClockIcon}
            title={t("activity_page.empty_title")}
            text={t("activity_page.empty_text", { channel: channel.name })}
          />
        ) : (
          <ActivityList entries={entries} now={now} />
        )}
        {(next ?? before) && (
          <InlineStack align="center" gap="300">
            {before && <Button url="/app/activity">{t("activity_page.newest")}</Button>}
            {next && <Button url={`/app/activity?before=${next}`}>{t("activity_page.older")}</Button>}
          </InlineStack>
        )}
      </BlockStack>
    </Page>
  );
}
