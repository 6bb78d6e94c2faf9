/** At most so many UTF-16 units, and never half a character: PostgreSQL's JSON takes no half of a pair. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
