/** Where a merchant decides in which words statuses are told. */
export const STATUS_SETTINGS = "/app/settings#statuses";

/** Where a merchant decides which products are offered. */
export const SELECTION_SETTINGS = "/app/settings#rules";

/** Where a problem is mended, by what it is and what has it. */
export function problemLink(
  problem: { code: string; subject: string; subjectId: string | null },
  channelId: string,
): string {
  // One order's page leads on to the table; where several have it, the table is what mends them all.
  if (problem.code === "order.status_refused" && !problem.subjectId) return STATUS_SETTINGS;
  switch (problem.subject) {
    case "order":
      return problem.subjectId
        ? `/app/orders/${problem.subjectId}`
        : `/app/orders?state=${whereOrdersAre(problem.code)}`;
    case "failed":
    case "skipped":
      return `/app/catalog?state=${problem.subject}`;
    case "listing":
      return "/app/catalog";
    case "connection":
      return `/app/channels/${channelId}`;
    default:
      return "/app/activity";
  }
}

/** Several orders with one problem: the filter of the orders page that finds them. */
function whereOrdersAre(code: string): string {
  if (code === "order.status_refused") return "untold";
  return code.startsWith("order.") ? "held" : "waiting";
}
