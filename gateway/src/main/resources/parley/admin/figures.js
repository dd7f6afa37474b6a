// The figures: fetched for the chosen days, refreshed every 10 seconds.

import { api, bar, byId, el, now, poll, setText, when } from "./admin.js";
import { range, setUpRange } from "./figures-range.js";
import { agentTable, categoryTable, channelTable, languageTable, reasonTable } from "./figures-tables.js";
import { milliseconds, percent } from "./words.js";

const COUNTS = [["conversations", "conversations"], ["turns", "turns"], ["answers", "answers"], ["handoffs", "handoffs"],
  ["helpful", "voted helpful"], ["unhelpful", "voted not helpful"]];
const FIGURES = [["kbHitRate", "Knowledge-base hit rate"], ["resolutionRate", "Resolution rate"], ["deflectionRate", "Deflection rate"],
  ["escalationRate", "Escalation rate"], ["overrideRate", "Override rate"], ["csat", "Customer satisfaction"],
  ["firstResponse", "First response time"]];
const number = new Intl.NumberFormat("en-GB");

function noData() {
  return [el("div", { class: "row" }, el("span", { class: "value muted", "aria-hidden": "true" }, "–"), el("span", { class: "of" }, "no data yet"))];
}

function rate(figure) {
  if (typeof figure?.value !== "number") return noData();
  return [
    el("div", { class: "row" }, el("span", { class: "value" }, percent(figure.value, 1)),
      el("span", { class: "of" }, `${number.format(figure.numerator)} / ${number.format(figure.denominator)}`)),
    bar(figure.value),
  ];
}

function responseTime(figure) {
  if (typeof figure?.p50Millis !== "number") return noData();
  return [
    el("div", { class: "row" }, el("span", { class: "value" }, milliseconds(figure.p50Millis)), el("span", { class: "of" }, "half are faster (p50)")),
    el("div", { class: "row" }, el("span", {}, milliseconds(figure.p95Millis)), el("span", { class: "of" }, "95 of 100 are faster (p95)")),
  ];
}

function card([key, name], figures) {
  const figure = figures?.[key];
  return el("li", { class: "panel card", "data-figure": key }, el("h3", {}, name),
    ...(key === "firstResponse" ? responseTime(figure) : rate(figure)),
    el("p", { class: "definition" }, figure?.definition ?? ""));
}

// Puts new content in place only when it differs: keeps text selections and the scroll of wide tables.
function replace(id, data, ...content) {
  const node = byId(id);
  const signature = JSON.stringify(data ?? null);
  if (node.dataset.signature === signature) return;
  node.dataset.signature = signature;
  const scrolled = node.querySelector(".scroll");
  const [left, focused] = [scrolled?.scrollLeft ?? 0, scrolled !== null && scrolled === document.activeElement];
  node.replaceChildren(...content);
  const fresh = node.querySelector(".scroll");
  if (fresh) fresh.scrollLeft = left;
  if (focused) fresh?.focus({ preventScroll: true });
}

function show(data) {
  replace("counts", data.counts, ...COUNTS.map(([key, label]) =>
    el("div", {}, el("dt", {}, label), el("dd", { "data-count": key }, number.format(data.counts?.[key] ?? 0)))));
  replace("cards", data.figures, ...FIGURES.map((figure) => card(figure, data.figures)));
  replace("by-reason", data.handoffsByReason, reasonTable(data.handoffsByReason));
  replace("by-category", data.byCategory, categoryTable(data.byCategory));
  replace("by-channel", data.byChannel, channelTable(data.byChannel));
  replace("by-language", data.byLanguage, languageTable(data.byLanguage));
  replace("by-agent", data.csatByAgent, agentTable(data.csatByAgent));
  byId("content").hidden = false;
}

async function refresh() {
  const { query, words } = range();
  try {
    const data = await api("/api/v1/metrics?" + query);
    if (String(range().query) !== String(query)) return; // other days were chosen meanwhile: the next run shows them
    show(data);
    setText(byId("shown"), words);
    setText(byId("updated"), `Updated ${when(new Date(now()).toISOString())} your time; refreshes by itself.`);
    setText(byId("load-error"), "");
  } catch (error) {
    // The old figures stay, with the days they are for.
    setText(byId("load-error"), error.message);
    if (byId("content").hidden) setText(byId("shown"), "No figures could be loaded.");
  }
}

let refreshNow = () => {};
setUpRange(() => refreshNow());
refreshNow = poll(refresh, 10_000);
