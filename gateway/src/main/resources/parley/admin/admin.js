// What every admin page shares: the API call, polling, small DOM helpers and dates.
// Text from customers and articles is hostile: it only ever becomes textContent, never markup.

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

// Difference between the server's clock and this computer's: waiting times come from the server's
// instants, and an office computer a few minutes off would show "waiting -3 min".
let clockOffset = 0;
export const now = () => Date.now() + clockOffset;

function readClock(response) {
  const offset = Date.parse(response.headers.get("Date") ?? "") - Date.now();
  if (!Number.isNaN(offset)) clockOffset = Math.abs(offset) < 3000 ? 0 : offset;
}

export async function api(path, { method = "GET", body, file } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (file !== undefined) headers["Content-Type"] = "application/octet-stream";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(20_000),
    });
  } catch (cause) {
    throw cause.name === "TimeoutError"
      ? new ApiError(0, "timeout", "The server did not answer in time. Check what is shown before you try again.")
      : new ApiError(0, "unreachable", "The server cannot be reached. It may be stopped or restarting.");
  }
  if (response.status === 401) {
    const here = location.pathname + location.search + location.hash;
    location.assign("/admin/login?next=" + encodeURIComponent(here));
    return new Promise(() => {}); // the page is leaving: let no caller show an error meanwhile
  }
  readClock(response);
  if (response.status === 204) return {};
  const data = await response.json().catch(() => null);
  if (!response.ok) {
    const error = data?.error;
    throw new ApiError(response.status, error?.code ?? "http", error?.message ?? `The server answered with status ${response.status}.`);
  }
  if (data === null) throw new ApiError(response.status, "unreadable", "The server's answer could not be read.");
  return data;
}

// --- DOM helpers ---

export const byId = (id) => document.getElementById(id);

// el("p", { class: "muted", dir: "auto" }, "text", node): strings become text nodes.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Leaves an unchanged text alone, so that a refresh does not undo somebody's text selection.
export function setText(node, text) {
  const wanted = text ?? "";
  if (node.textContent !== wanted) node.textContent = wanted;
}

// Makes parent's children match items, keeping the nodes (and so focus and selection) of known keys.
export function reconcile(parent, items, keyOf, create, update) {
  const active = parent.contains(document.activeElement) ? document.activeElement : null;
  const place = active ? [...parent.children].findIndex((child) => child.contains(active)) : -1;
  const keys = new Set(items.map((item) => String(keyOf(item))));
  const known = new Map();
  for (const child of [...parent.children]) {
    if (keys.has(child.dataset.key)) known.set(child.dataset.key, child);
    else child.remove();
  }
  items.forEach((item, index) => {
    const key = String(keyOf(item));
    let node = known.get(key);
    if (!node) {
      node = create(item);
      node.dataset.key = key;
    }
    update?.(node, item);
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  if (!active || document.activeElement === active) return;
  // Moving or removing a node drops its focus: give it back, or to the row now in its place.
  const neighbour = parent.children[Math.min(place, parent.children.length - 1)];
  const target = active.isConnected ? active : neighbour?.querySelector("a, button");
  target?.focus({ preventScroll: true });
}

const SVG = "http://www.w3.org/2000/svg";

// A bar for 0…1. Its width is an SVG attribute: the CSP allows no style attributes.
export function bar(value) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "bar");
  svg.setAttribute("viewBox", "0 0 100 6");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true"); // the number stands beside it
  for (const [name, width] of [["track", 100], ["fill", Math.max(0, Math.min(1, value ?? 0)) * 100]]) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", name);
    rect.setAttribute("width", width);
    rect.setAttribute("height", 6);
    svg.append(rect);
  }
  return svg;
}

// A link only for web addresses and paths of this server; anything else (javascript:, data:) stays text.
export function articleLink(title, url) {
  const text = el("bdi", {}, title || url || "(untitled)");
  const safe = typeof url === "string" && /^(https?:\/\/|\/(?!\/))/i.test(url);
  return safe ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}

// Runs task at once and then every `ms`, only while the page is visible and never twice at a time.
// Returns a function that runs it now.
export function poll(task, ms) {
  let timer = 0;
  let running = false;
  let again = false;
  async function run() {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      try {
        await task();
      } catch (error) {
        console.error(error); // a mistake of ours: tasks handle API errors themselves
      }
    } while (again);
    running = false;
    if (!document.hidden) timer = setTimeout(run, ms);
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : run()));
  if (!document.hidden) run();
  return run;
}

// --- dates (English words whatever the browser's language: the whole page is in English) ---

const format = (options) => new Intl.DateTimeFormat("en-GB", options);
const timeOfDay = format({ hour: "2-digit", minute: "2-digit" });
const dayAndTime = format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const fullTime = format({ dateStyle: "medium", timeStyle: "medium" });
const utcDay = format({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const validDate = (iso) => {
  const date = iso ? new Date(iso) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
};

// 14:03 for today, 20 Nov, 14:03 otherwise, in the reader's own time zone.
export function when(iso) {
  const date = validDate(iso);
  if (!date) return "–";
  const today = date.toDateString() === new Date(now()).toDateString();
  return (today ? timeOfDay : dayAndTime).format(date);
}

export function timeElement(iso) {
  const date = validDate(iso);
  return date ? el("time", { datetime: iso, title: fullTime.format(date) }, when(iso)) : el("span", {}, "–");
}

// A calendar day ("2025-11-21" or an instant, in UTC) as 21 Nov 2025.
export function day(iso) {
  const date = validDate(iso);
  return date ? utcDay.format(date) : "–";
}

export function duration(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (!(minutes >= 1)) return "less than 1 min";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`;
}

export const since = (iso, until) => duration((until ? Date.parse(until) : now()) - Date.parse(iso));
