// The open handoff: what it is about, what may be done with it, the reply box.

import { articleLink, bar, byId, el, reconcile, setText, timeElement } from "./admin.js";
import { customerName, overdueBadge, priorityBadge, waitWords } from "./desk-list.js";
import { agentName } from "./desk-name.js";
import { clearTranscript, showTranscript } from "./desk-transcript.js";
import { languageName, percent, plain, reasonWords } from "./words.js";

const STATE_BADGES = { open: "badge warn", claimed: "badge good" };

// --- drafts: kept per handoff, over a reload and over signing in again ---

const draftKey = (id) => "parley.draft." + id;

export const draft = (id) => sessionStorage.getItem(draftKey(id)) ?? "";

export function keepDraft(id, text) {
  if (text) sessionStorage.setItem(draftKey(id), text);
  else sessionStorage.removeItem(draftKey(id));
}

// --- what is shown ---

function showFacts(handoff) {
  const facts = [
    ["Customer", customerName(handoff)],
    ...Object.entries(handoff.details ?? {}).filter(([name]) => name !== "name").map(([name, value]) => [plain(name), value]),
    ["Why", handoff.why],
    ["The bot's draft", handoff.draft],
    ["Team", plain(handoff.team)],
    ["Due", handoff.dueAt],
    ["Left the page", handoff.resolvedAt ? null : handoff.leftAt],
    ["Category", plain(handoff.category)],
    ["Rule", handoff.rule ?? "none"],
    ["Priority", plain(handoff.priority)],
    ["Language", languageName(handoff.language)],
    ["Channel", plain(handoff.channel)],
    ["Opened", handoff.openedAt],
    ["Claimed", handoff.claimedAt],
    ["Resolved", handoff.resolvedAt],
    ["Agent", handoff.agent?.name],
  ].filter(([, value]) => value);
  reconcile(byId("facts-list"), facts, ([label]) => label,
    ([label]) => el("div", {}, el("dt", {}, label), el("dd", {})),
    (node, [label, value]) => {
      const cell = node.querySelector("dd");
      if (cell.dataset.value === value) return;
      cell.dataset.value = value;
      const isTime = ["Due", "Opened", "Claimed", "Resolved"].includes(label);
      cell.replaceChildren(isTime ? timeElement(value) : el("bdi", {}, value));
    });
  const tried = handoff.articlesTried ?? [];
  reconcile(byId("articles"), tried, (article) => article.articleId,
    (article) => el("li", {}, articleLink(article.title ?? article.articleId, article.url),
      el("span", { class: "num muted" }, percent(article.confidence)), bar(article.confidence)));
  byId("articles-none").hidden = tried.length > 0;
}

export function showTimes(handoff) {
  const wait = byId("detail-badges").querySelector(".wait");
  if (wait) setText(wait, waitWords(handoff));
}

function showBadges(handoff) {
  const overdue = overdueBadge(handoff);
  const signature = [handoff.id, handoff.state, handoff.priority, handoff.agent?.name, overdue?.textContent].join("|");
  const badges = byId("detail-badges");
  if (badges.dataset.signature !== signature) {
    badges.dataset.signature = signature;
    const by = handoff.agent?.name ? el("bdi", {}, ` by ${handoff.agent.name}`) : null;
    badges.replaceChildren(
      el("span", { class: STATE_BADGES[handoff.state] ?? "badge" }, plain(handoff.state), by),
      ...[priorityBadge(handoff.priority), overdue].filter(Boolean),
      el("span", { class: "muted wait" }),
      el("span", { class: "muted" }, `#${handoff.id}`));
  }
  showTimes(handoff);
}

function may(button, allowed, note) {
  byId(button).disabled = !allowed;
  setText(byId(button + "-note"), note);
}

function showActions(handoff) {
  const me = agentName();
  const holder = handoff.agent?.name ?? "Somebody else";
  const open = handoff.state === "open";
  const mine = handoff.state === "claimed" && handoff.agent?.name === me;
  const free = open || mine;
  const over = !open && handoff.state !== "claimed";
  const why = over ? "This handoff is closed." : `${holder} has it.`;

  may("claim", open, open ? "Make it yours; nobody else answers." : mine ? "It is yours." : why);
  may("resolve", free, free ? "The question is settled; close it." : why);
  may("return", free, free ? "Close it; the bot answers again." : why);
  byId("claim").classList.toggle("primary", open);
  byId("send").disabled = !free;
  byId("attach").disabled = !free;
  byId("reply").readOnly = over && !byId("reply").value; // what is typed can still be copied
  const as = me ? `The customer sees it from ${me}.` : "";
  setText(byId("reply-note"), !free ? `${why} You cannot reply.`
    : `${as} Ctrl+Enter (⌘+Enter) sends.${open ? " Sending claims it too." : ""}`.trim());
}

// Shows the frame of a handoff that is still being fetched.
export function showFrame(id) {
  byId("pick").hidden = true;
  byId("detail").hidden = false;
  byId("detail").setAttribute("aria-busy", "true");
  setText(byId("detail-title"), "Loading…");
  for (const part of ["detail-badges", "facts-list", "articles"]) byId(part).replaceChildren();
  delete byId("detail-badges").dataset.signature;
  clearTranscript();
  clearErrors();
  byId("reply").value = draft(id);
  byId("reply").readOnly = false;
  for (const button of ["send", "attach", "claim", "resolve", "return"]) byId(button).disabled = true;
}

export function hideDetail() {
  byId("detail").hidden = true;
  byId("pick").hidden = false;
}

export function clearErrors() {
  for (const area of ["detail-error", "reply-error", "action-error"]) setText(byId(area), "");
}

// Returns the customer's messages that have just come in.
export function showDetail(handoff) {
  byId("detail").removeAttribute("aria-busy");
  setText(byId("detail-title"), reasonWords(handoff.reason));
  showBadges(handoff);
  showFacts(handoff);
  showActions(handoff);
  return showTranscript(handoff);
}
