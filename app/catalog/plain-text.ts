import { Parser } from "htmlparser2";

const blocks = new Set(
  "address article aside blockquote div dd dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul".split(
    " ",
  ),
);
const hidden = new Set(["script", "style", "template", "head", "title", "noscript", "iframe", "object", "svg"]);

/**
 * Soft hyphens, zero-width spaces and byte order marks, which pasted texts are full of; and the embeddings that turn
 * what follows around. Marks that only say where a piece of text belongs (LRM, RLM, joiners, isolates) are kept: Arabic
 * beside numbers and Latin names needs them.
 */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u202a-\u202e]/g;
const EMPTY = /^[-\s\u061c\u200c-\u200f\u2066-\u2069]*$/;

/** Variants of one product have one description, and are mapped one after the other. */
const latest = new Map<string, string>();
const REMEMBERED = 4;

/** As {@link plainText}, quick for a text that was asked for a moment ago. */
export function plainTextOnce(html: string): string {
  const known = latest.get(html);
  if (known !== undefined) return known;
  const text = plainText(html);
  const [oldest] = latest.keys();
  if (latest.size >= REMEMBERED && oldest !== undefined) latest.delete(oldest);
  latest.set(html, text);
  return text;
}

/** The text a reader sees of an HTML description: a line a block, list items with a dash, no tags, no scripts. */
export function plainText(html: string): string {
  let text = "";
  let hiddenDepth = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (hidden.has(name)) hiddenDepth += 1;
      else if (name === "br") text += "\n";
      else if (name === "li") text += "\n- ";
      else if (name === "td" || name === "th") text += " ";
      // A paragraph at the start of a list item stays on the item's line.
      else if (blocks.has(name) && !/\n- *$/.test(text.slice(-8))) text += "\n";
    },
    ontext(part) {
      if (hiddenDepth === 0) text += part.replace(/[\s\u00a0]+/g, " ");
    },
    onclosetag(name) {
      if (hidden.has(name)) hiddenDepth = Math.max(0, hiddenDepth - 1);
      else if (blocks.has(name)) text += "\n";
    },
  });
  parser.end(html);
  return text
    .replace(INVISIBLE, "")
    .split("\n")
    .map((line) => line.replace(/ +/g, " ").trim())
    .filter((line) => !EMPTY.test(line))
    .join("\n");
}
