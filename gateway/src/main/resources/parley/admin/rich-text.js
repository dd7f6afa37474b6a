// The bot's lines as customers saw them: the API's tree of blocks becomes elements, never markup.

import { articleLink, el } from "./admin.js";

const INLINES = {
  text: (node) => node.text,
  strong: (node) => el("strong", {}, ...inlines(node.inlines)),
  emphasis: (node) => el("em", {}, ...inlines(node.inlines)),
  code: (node) => el("code", {}, node.text),
  link: (node) => articleLink(inlines(node.inlines).map((part) => part.textContent ?? part).join(""), node.url),
  break: () => el("br"),
};

const row = (cells, tag) => el("tr", {}, ...cells.map((cell) => el(tag, {}, ...inlines(cell))));

const BLOCKS = {
  paragraph: (block) => el("p", {}, ...inlines(block.inlines)),
  heading: (block) => el("p", {}, el("strong", {}, ...inlines(block.inlines))),
  list: (block) => el(block.ordered ? "ol" : "ul", { start: block.ordered && block.start },
    ...block.items.map((item) => el("li", {}, ...blocks(item)))),
  code: (block) => el("pre", {}, el("code", {}, block.text)),
  table: (block) => el("table", {}, el("thead", {}, row(block.header, "th")),
    el("tbody", {}, ...block.rows.map((cells) => row(cells, "td")))),
};

// What a newer server sends is shown as JSON rather than lost.
const unknown = (node) => JSON.stringify(node);
const inlines = (nodes) => nodes.map((node) => (INLINES[node.type] ?? unknown)(node));

export const blocks = (nodes) => nodes.map((node) => (BLOCKS[node.type] ?? unknown)(node));
