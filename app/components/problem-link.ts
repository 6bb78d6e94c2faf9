/** Where a problem is mended, by what has it. */
export function problemLink(problem: { subject: string; subjectId: string | null }, channelId: string): string {
  switch (problem.subject) {
    case "order":
      return problem.subjectId ? `/app/orders/${problem.subjectId}` : "/app/orders?state=held";
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
