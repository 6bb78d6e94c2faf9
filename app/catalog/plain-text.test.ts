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
    [
      "a table keeps a row a line",
      "<table><thead><tr><th>Size</th><th>Chest</th></tr></thead><tbody><tr><td>S</td><td>92&nbsp;cm</td></tr><tr><td>M</td><td>98&nbsp;cm</td></tr></tbody></table>",
      "Size Chest\nS 92 cm\nM 98 cm",
    ],
    [
      "paragraphs in list items stay beside their dash",
      "<ul>\n<li>\n<p>Soft</p>\n</li><li><p>Warm</p></li></ul>",
      "- Soft\n- Warm",
    ],
    ["a list in a list keeps its items", "<ul><li>Oils<ul><li>Olive</li></ul></li></ul>", "- Oils\n- Olive"],
    [
      "what a word processor leaves behind is left out",
      '<!--[if gte mso 9]><xml></xml><![endif]--><p class="MsoNormal" dir="RTL"><span lang="AR-JO">صابون<o:p></o:p></span></p><p><o:p>&nbsp;</o:p></p>',
      "صابون",
    ],
    ["numbered entities are read", "&#1593;&#1587;&#1604; &#x2014; &quot;sidr&quot; &#39;24", 'عسل — "sidr" \'24'],
    ["entities that were escaped once too often are shown as they are", "Fish &amp;amp; chips", "Fish &amp; chips"],
    ["soft hyphens and zero-width blanks go", "Oli&shy;ven\u200böl\ufeff", "Olivenöl"],
    [
      "marks of direction stay with the words they belong to",
      "<p>زيت 750 مل&rlm; (Ajloun)&lrm;</p>",
      "زيت 750 مل\u200f (Ajloun)\u200e",
    ],
    [
      "what would turn the rest of the line around goes",
      "\u202e<b>زيت</b>\u202c نقي \u202aExtra\u202c",
      "زيت نقي Extra",
    ],
    ["joiners inside a word stay", "می\u200cخواهم", "می\u200cخواهم"],
    ["a line of marks alone is none", "<p>&rlm;&nbsp;</p><p>نص</p><p>\u2068\u2069</p>", "نص"],
    [
      "pictures and films say nothing",
      '<p><img src="a.jpg" alt="x"></p><iframe src="y">no</iframe><p>Text</p>',
      "Text",
    ],
    ["links keep their words", '<a href="https://example.com">Read <em>more</em></a>', "Read more"],
    ["nothing is nothing", "<p>&nbsp;</p>", ""],
  ])("%s", (_, html, text) => {
    expect(plainText(html)).toBe(text);
  });
});
