// The tables below the cards: where handoffs come from, and how the bot does per category, channel and language.

import { bar, el } from "./admin.js";
import { languageName, percent, plain, reasonWords } from "./words.js";

const number = new Intl.NumberFormat("en-GB");

function table(label, headings, rows) {
  if (!rows.length) return el("p", { class: "muted" }, "No data yet.");
  const head = headings.map(([text, kind]) => el("th", { scope: "col", class: kind }, text));
  // Focusable, so that a keyboard can scroll it where the screen is narrow.
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label + ", table" },
    el("table", {}, el("thead", {}, el("tr", {}, ...head)),
      el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells)))));
}

const rowHead = (text) => el("th", { scope: "row" }, el("bdi", {}, text));
const numberCell = (value) => el("td", { class: "num" }, typeof value === "number" ? number.format(value) : "–");

function rateCell(figure) {
  if (typeof figure?.value !== "number") {
    return el("td", { class: "num muted" }, "–", el("span", { class: "visually-hidden" }, " no data yet"));
  }
  return el("td", { class: "num" }, percent(figure.value),
    el("span", { class: "of" }, `${number.format(figure.numerator)} / ${number.format(figure.denominator)}`), bar(figure.value));
}

const byNumber = (get) => ([a, left], [b, right]) => get(right) - get(left) || a.localeCompare(b);

export function reasonTable(counts) {
  const entries = Object.entries(counts ?? {}).sort(byNumber((value) => value));
  const all = entries.reduce((sum, [, value]) => sum + value, 0);
  const share = ([reason, value]) => [
    rowHead(reasonWords(reason)), numberCell(value),
    el("td", { class: "num" }, percent(all ? value / all : null)),
    el("td", { class: "share" }, bar(all ? value / all : 0)),
  ];
  return table("Handoffs by reason",
    [["Reason"], ["Handoffs", "num"], ["Share", "num"], [el("span", { class: "visually-hidden" }, "Share as a bar"), "share"]],
    entries.map(share));
}

export function categoryTable(categories) {
  const entries = Object.entries(categories ?? {}).sort(byNumber((value) => value.turns));
  return table("By category",
    [["Category"], ["Turns", "num"], ["Handoffs", "num"], ["Hit rate", "num"]],
    entries.map(([name, value]) => [rowHead(plain(name)), numberCell(value.turns), numberCell(value.handoffs), rateCell(value.kbHitRate)]));
}

function wideTable(label, first, groups, nameOf) {
  const entries = Object.entries(groups ?? {}).sort(byNumber((value) => value.turns));
  const rates = [["kbHitRate", "Hit rate"], ["resolutionRate", "Resolution"], ["deflectionRate", "Deflection"], ["escalationRate", "Escalation"]];
  return table(label,
    [[first], ["Turns", "num"], ["Handoffs", "num"], ...rates.map(([, text]) => [text, "num"])],
    entries.map(([name, value]) => [rowHead(nameOf(name)), numberCell(value.turns), numberCell(value.handoffs),
      ...rates.map(([key]) => rateCell(value[key]))]));
}

export function agentTable(agents) {
  const entries = Object.entries(agents ?? {}).sort(byNumber((value) => value.denominator));
  return table("Satisfaction by agent", [["Agent"], ["Satisfied", "num"]],
    entries.map(([name, value]) => [rowHead(name), rateCell(value)]));
}

export const channelTable = (groups) => wideTable("By channel", "Channel", groups, plain);
export const languageTable = (groups) => wideTable("By language", "Language", groups, languageName);
