// Above every admin page: where one can go, what an operator must know, and what is paused.

import { api, ApiError, byId, el, poll, reconcile, setText } from "./admin.js";
import { agentName } from "./desk-name.js";
import { pauseWords } from "./words.js";

const PAGES = [["handoffs", "Handoffs"], ["figures", "Figures"], ["knowledge", "Knowledge"], ["failed", "Failed"]];

const header = byId("top");
const current = location.pathname.split("/").pop();
const links = PAGES.map(([name, label]) =>
  el("li", {}, el("a", { href: `/admin/${name}`, "aria-current": name === current && "page" }, label)));
const signOut = el("form", { method: "post", action: "/admin/logout" },
  el("button", { class: "quiet", type: "submit" }, "Sign out"));
// Unsent drafts must not wait in this tab for whoever signs in next.
signOut.addEventListener("submit", () => sessionStorage.clear());
header.append(
  el("a", { class: "skip", href: "#main" }, "Skip to the content"),
  el("div", { class: "brand" }, el("img", { src: "/admin/assets/icon.svg", alt: "" }), el("span", {}, "Parley")),
  el("nav", { "aria-label": "Admin pages" }, el("ul", {}, ...links)),
  signOut);

const alerts = el("ul", { class: "alerts", role: "alert", "aria-label": "Alerts", hidden: true });
const pauses = el("ul", { class: "alerts pauses", role: "status", "aria-label": "Pauses", hidden: true });
header.after(alerts, pauses);

// What an operator must know about, whatever page is open.
async function showAlerts() {
  const raised = (await api("/api/v1/alerts")).alerts.filter((alert) => !alert.clearedAt);
  reconcile(alerts, raised, (alert) => alert.name, () => el("li", {}, el("strong", {}, "Alert "), el("span")),
    (row, alert) => setText(row.lastChild, alert.text));
  alerts.hidden = raised.length === 0;
}

async function resume(pause, words) {
  const query = new URLSearchParams({ by: agentName() || "admin" });
  for (const part of ["channel", "category"]) if (pause[part]) query.set(part, pause[part]);
  try {
    await api(`/api/v1/pauses?${query}`, { method: "DELETE" });
    await refresh();
  } catch (error) {
    setText(words, `${pauseWords(pause)} They could not be resumed: ${error.message} `);
  }
}

async function showPauses() {
  const active = (await api("/api/v1/pauses")).pauses.filter((pause) => pause.active);
  reconcile(pauses, active, (pause) => pause.id, (pause) => {
    const words = el("span", {}, pauseWords(pause));
    return el("li", {}, words,
      el("button", { type: "button", class: "tight", "data-desk": "resume", click: () => resume(pause, words) }, "Resume"));
  });
  pauses.hidden = active.length === 0;
}

const refresh = poll(async () => {
  try {
    await showAlerts();
    await showPauses();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error; // the page itself says that the server can't be reached
  }
}, 10_000);

document.addEventListener("parley-paused", refresh);
