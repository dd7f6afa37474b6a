// The server's rich blocks as elements. Links are checked here as well: what the server lets
// through is its business, what a click in the shop's page can do is ours.

/** The address if a link may go there, else null. */
function safeUrl(url) {
  // Browsers drop tabs and newlines inside addresses and take \ for /, so "/\n/evil" isn't local.
  if (typeof url !== "string" || /[\s\\\u0000-\u001f]/.test(url)) return null;
  if (/^\/(?!\/)/.test(url)) return url;
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

function link(url, attributes, ...children) {
  const href = safeUrl(url);
  if (!href) return el("span", attributes, ...children);
  return el(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer", "aria-describedby": "new-tab", ...attributes },
    ...children,
  );
}

const asList = (value) => (Array.isArray(value) ? value : []);

function inlines(list) {
  return asList(list).map((inline) => {
    switch (inline?.type) {
      case "strong":
        return el("strong", null, ...inlines(inline.inlines));
      case "emphasis":
        return el("em", null, ...inlines(inline.inlines));
      case "code":
        return el("code", null, plainText(inline));
      case "link":
        return link(inline.url, null, ...inlines(inline.inlines));
      case "break":
        return el("br");
      default:
        return plainText(inline);
    }
  });
}

function blocks(list) {
  return asList(list).map((block) => {
    switch (block?.type) {
      case "paragraph":
        return el("p", null, ...inlines(block.inlines));
      case "heading":
        // Not h1…h6: an answer must not add to the outline of the shop's page.
        return el("p", { class: "heading" }, ...inlines(block.inlines));
      case "list":
        return el(
          block.ordered ? "ol" : "ul",
          { start: block.ordered && Number.isInteger(block.start) ? block.start : null },
          ...asList(block.items).map((item) => el("li", null, ...blocks(item))),
        );
      case "code":
        return el("pre", null, el("code", null, plainText(block)));
      case "table":
        return table(block);
      default:
        return el("p", null, plainText(block));
    }
  });
}

function table({ header, rows }) {
  const row = (cells, tag, scope) =>
    el("tr", null, ...asList(cells).map((cell) => el(tag, { scope }, ...inlines(cell))));
  return el(
    "div",
    { class: "table", role: "group", tabindex: "0", "aria-label": text("table") },
    el(
      "table",
      null,
      asList(header).length ? el("thead", null, row(header, "th", "col")) : null,
      el("tbody", null, ...asList(rows).map((cells) => row(cells, "td"))),
    ),
  );
}

/** All the text in a value of unknown shape, so that what a newer server sends is still readable. */
function plainText(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(" ");
  if (!value || typeof value !== "object") return "";
  if (typeof value.text === "string") return value.text;
  return plainText(["inlines", "items", "blocks", "header", "rows"].map((key) => value[key]));
}

/** An event's content: its rich blocks or, without any, its plain text. */
function content(event) {
  return asList(event.rich).length ? blocks(event.rich) : [el("p", { class: "plain" }, event.text ?? "")];
}
