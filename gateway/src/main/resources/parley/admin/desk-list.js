// The list of handoffs: tabs with counts, one link per handoff.

import { byId, el, now, reconcile, setText, since, when } from "./admin.js";
import { count, languageName, plain, reasonWords } from "./words.js";

const STATES = ["open", "claimed", "resolved"];
const RANK = { urgent: 0, high: 1 };
const EMPTY = {
  open: "Nobody is waiting.",
  claimed: "No handoff is claimed right now.",
  resolved: "Nothing resolved yet.",
};

const tab = (state) => byId("tab-" + state);

export function setUpTabs(select) {
  for (const state of STATES) {
    tab(state).addEventListener("click", () => select(state));
    tab(state).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = STATES[(STATES.indexOf(state) + step + STATES.length) % STATES.length];
      tab(next).focus();
      select(next);
    });
  }
}

export function showTab(current) {
  for (const state of STATES) {
    tab(state).setAttribute("aria-selected", String(state === current));
    tab(state).tabIndex = state === current ? 0 : -1;
  }
  byId("list-panel").setAttribute("aria-labelledby", "tab-" + current);
}

export function showCount(state, number) {
  const badge = tab(state).querySelector(".count");
  setText(badge, String(number));
  badge.classList.toggle("some", state === "open" && number > 0);
}

// Who waits most urgently comes first; what is done, newest first.
export function sorted(state, handoffs) {
  const rank = (handoff) => RANK[handoff.priority] ?? 2;
  const at = (handoff) => Date.parse(handoff.openedAt) || 0;
  const done = (handoff) => Date.parse(handoff.resolvedAt) || 0;
  return state === "resolved"
    ? [...handoffs].sort((a, b) => done(b) - done(a) || b.id - a.id)
    : [...handoffs].sort((a, b) => rank(a) - rank(b) || at(a) - at(b) || a.id - b.id);
}

export function waitWords(handoff) {
  if (handoff.state === "open") return "waiting " + since(handoff.openedAt);
  if (handoff.state === "claimed") return "open for " + since(handoff.openedAt);
  return handoff.resolvedAt ? "resolved " + when(handoff.resolvedAt) : plain(handoff.state);
}

// Where the wait stands in the list, "waiting" is understood from the tab.
const shortWait = (handoff) => (handoff.resolvedAt ? when(handoff.resolvedAt) : since(handoff.openedAt));

// Nobody has taken it in the time that was promised.
export const isOverdue = (handoff) => handoff.state === "open" && Date.parse(handoff.dueAt) < now();

export function overdueBadge(handoff) {
  return isOverdue(handoff) ? el("span", { class: "badge danger" }, "Overdue " + since(handoff.dueAt)) : null;
}

export function priorityBadge(priority) {
  const kind = { urgent: "badge danger", high: "badge warn" }[priority];
  return kind ? el("span", { class: kind }, plain(priority)) : null;
}

export const customerName = (handoff) => handoff.customer?.name || handoff.customer?.id || "Unknown customer";

function createItem(handoff) {
  const link = el("a", { class: "item", "data-desk": "item", "data-id": handoff.id },
    el("span", { class: "line" }, el("bdi", { class: "category" }), el("span", { class: "priority" }), el("span", { class: "wait" })),
    el("span", { class: "why" }),
    el("span", { class: "question", dir: "auto" }),
    el("span", { class: "last" }, "Last: ", el("bdi", {})),
    el("span", { class: "from" }, el("bdi", {})));
  return el("li", {}, link);
}

function updateItem(node, handoff, state, selectedId) {
  const part = (selector) => node.querySelector(selector);
  const link = part("a");
  link.href = `#${state}/${handoff.id}`;
  if (handoff.id === selectedId) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
  setText(part(".category"), plain(handoff.category ?? "No category"));
  const badges = [priorityBadge(handoff.priority), overdueBadge(handoff)].filter(Boolean);
  if (part(".priority").textContent !== badges.map((badge) => badge.textContent).join("")) part(".priority").replaceChildren(...badges);
  setText(part(".wait"), shortWait(handoff));
  setText(part(".why"), reasonWords(handoff.reason));
  const question = handoff.question || handoff.lastMessage;
  setText(part(".question"), question);
  part(".last").hidden = !handoff.lastMessage || handoff.lastMessage === question;
  setText(part(".last bdi"), handoff.lastMessage);
  const agent = handoff.agent?.name ? `with ${handoff.agent.name} · ` : "";
  setText(part(".from bdi"), `${agent}${customerName(handoff)} · ${languageName(handoff.language)} · ${plain(handoff.channel)} · ${plain(handoff.team)}`);
}

// What is typed above the list: every word must stand in what the row shows.
const matches = (node, words) => words.every((word) => node.textContent.toLowerCase().includes(word));

export function showList(state, handoffs, selectedId) {
  reconcile(byId("list"), handoffs, (handoff) => handoff.id, createItem,
    (node, handoff) => updateItem(node, handoff, state, selectedId));
  const words = byId("list-filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of byId("list").children) row.hidden = !matches(row, words);
  const shown = [...byId("list").children].filter((row) => !row.hidden).length;
  byId("list-empty").hidden = shown > 0;
  setText(byId("list-empty"), handoffs.length ? `None of ${count(handoffs.length, "handoff")} has these words.` : EMPTY[state]);
}

export function showLoading() {
  byId("list").replaceChildren();
  byId("list-empty").hidden = false;
  setText(byId("list-empty"), "Loading…");
}
