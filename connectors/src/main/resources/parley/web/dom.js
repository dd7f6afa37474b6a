// Building elements without any markup strings: nothing here can turn text into HTML.

/** el("button", {class: "send", onclick: f, hidden: false}, "Text", otherNode, null) */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// Changing a node only when something differs keeps screen readers from announcing it again.
function setText(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

// Line drawings on a 24 by 24 grid.
const ICONS = {
  chat: "M12 4.2c-5 0-9 3.1-9 7.1 0 2.2 1.2 4.1 3.1 5.4L5.4 20.6l4.3-2.4c.7.1 1.5.2 2.3.2 5 0 9-3.1 9-7.1s-4-7.1-9-7.1zM8.2 11.4h.01M12 11.4h.01M15.8 11.4h.01",
  close: "M6 6l12 12M18 6L6 18",
  collapse: "M5 9l7 7 7-7",
  send: "M12 19V5.5M5.8 11.5L12 5.3l6.2 6.2",
  person: "M12 11.6a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4.5 20c.8-3.7 3.8-5.6 7.5-5.6s6.7 1.9 7.5 5.6",
  thumb: "M4 11h3v9H4zM7 11.4l3.6-7.2c1.6 0 2.5 1.1 2.2 2.6L12.2 10h5.6c1.4 0 2.4 1.2 2.1 2.5l-1.2 5.8c-.2 1-1.1 1.7-2.1 1.7H7",
  article: "M6 3.8h8.6L18.5 8v12.2H6zM14.2 4v4.3h4.2M9 12.2h6.4M9 15.8h6.4",
  save: "M12 4v10.5M7 10l5 5 5-5M5 19.5h14",
  attach: "M19.5 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.5 1.5 0 0 1-2.1-2.1l7-7",
  down: "M12 5v13.5M6 12.7l6 6 6-6",
};

function icon(name, className = "") {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const svg = make("svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon " + className);
  svg.setAttribute("aria-hidden", "true");
  const path = make("path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function initial(name) {
  return ([...(name ?? "").trim()][0] ?? "?").toUpperCase();
}
