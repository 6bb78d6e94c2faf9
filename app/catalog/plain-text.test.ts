import { describe, expect, it } from "vitest";

import { plainText } from "./plain-text";

describe("the plain text of a description", () => {
  it.each([
    ["plain words stay", "Just words", "Just words"],
    ["paragraphs become lines", "<p>One</p><p>Two</p>", "One\nTwo"],
    ["inline tags leave no gaps", "<p>Cold <b>pressed</b>, <i>fruity</i></p>", "Cold pressed, fruity"],
    ["lists get dashes", "<ul><li>Soft</li><li>Warm</li></ul>", "- Soft\n- Warm"],
    ["line breaks stay", "One<br>Two<br/>Three", "One\nTwo\nThree"],
    ["entities are read", "Salt &amp; pepper &lt;3&nbsp;&euro;", "Salt & pepper <3 €"],
    ["scripts and styles are nobody's text", "<style>p{}</style>Hi<script>alert('<p>')</script>", "Hi"],
    ["tables keep their cells apart", "<table><tr><td>Size</td><td>XL</td></tr></table>", "Size XL"],
    ["broken markup does no harm", "<p>Open <b>bold<p>next</div> end", "Open bold\nnext end"],
    ["a lone bracket is text", "5 < 6 and 7 > 6", "5 < 6 and 7 > 6"],
    ["Arabic stays as it is", "<p>معصور على <b>البارد</b></p>", "معصور على البارد"],
    ["nothing is nothing", "<p>&nbsp;</p>", ""],
  ])("%s", (_, html, text) => {
    expect(plainText(html)).toBe(text);
  });
});
