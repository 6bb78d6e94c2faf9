import type { Context } from "../admin/context";
import { type Nested, type Plan, read } from "./plan";

export interface Lines {
  text: string;
  objects: number;
  roots: number;
}

const PAGE = 200;

/**
 * The JSONL of a plan, a page of root objects at a time. Grouped: every object is followed by what hangs on it.
 * Not grouped: within a page, first all parents, then all children, so that nobody can count on neighbours.
 */
export function* linesOf(plan: Plan, context: Context, grouped: boolean): Generator<Lines> {
  const roots: Nested[] = [];
  read(plan, undefined, context, roots);
  for (const root of roots) {
    for (let at = 0; at < root.nodes.length; at += PAGE) {
      const nodes = root.nodes.slice(at, at + PAGE);
      const out: string[] = [];
      if (grouped) for (const node of nodes) writeGrouped({ nodes: [node], plan: root.plan }, undefined, context, out);
      else writeByLevel([{ nested: { ...root, nodes }, parentId: undefined }], context, out);
      yield { text: out.join(""), objects: out.length, roots: nodes.length };
    }
  }
}

function writeGrouped({ nodes, plan }: Nested, parentId: string | undefined, context: Context, out: string[]): void {
  for (const node of nodes) {
    const aside: Nested[] = [];
    out.push(line(read(plan(node), node, context, aside), parentId));
    for (const nested of aside) writeGrouped(nested, node.id, context, out);
  }
}

function writeByLevel(
  level: readonly { nested: Nested; parentId: string | undefined }[],
  context: Context,
  out: string[],
): void {
  const next: { nested: Nested; parentId: string }[] = [];
  for (const { nested, parentId } of level) {
    for (const node of nested.nodes) {
      const aside: Nested[] = [];
      out.push(line(read(nested.plan(node), node, context, aside), parentId));
      for (const one of aside) next.push({ nested: one, parentId: node.id });
    }
  }
  if (next.length) writeByLevel(next, context, out);
}

function line(object: Record<string, unknown>, parentId: string | undefined): string {
  if (parentId !== undefined) object["__parentId"] = parentId;
  return `${JSON.stringify(object)}\n`;
}
