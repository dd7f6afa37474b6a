// The conversation as a chat: customer left, bot and agent right, notices in the middle.

import { articleLink, byId, el, reconcile, setText, timeElement } from "./admin.js";
import { agentName } from "./desk-name.js";
import { judgeControl } from "./judge.js";
import { blocks } from "./rich-text.js";
import { plain, size, validLanguage } from "./words.js";

const WHO = { customer: "Customer", bot: "Bot", agent: "Agent" };

function fileLine(handoffId, file) {
  if (file.state !== "ready") return el("p", { class: "source" }, "File: ", el("bdi", {}, file.name), file.state === "coming" ? " (is being fetched)" : " (not taken)");
  return el("p", { class: "source" }, "File: ", el("a", { href: `/api/v1/handoffs/${handoffId}/files/${file.id}`, download: file.name },
    el("bdi", {}, file.name)), ` (${size(file.bytes)})`);
}

// Whatever people type is shown as they typed it.
function bubble(message, language) {
  const isRich = message.type === "bot" && message.content;
  return el("div", { class: isRich ? "bubble rich" : "bubble pre", dir: "auto", lang: validLanguage(language) },
    ...(isRich ? blocks(message.content) : [message.text ?? ""]));
}

function createMessage(handoffId, message, transcript, language) {
  if (message.type === "remark") {
    return el("li", { class: "message notice" }, el("span", { class: "pre" }, message.text), " · ", timeElement(message.at));
  }
  if (message.type === "notice") {
    return el("li", { class: "message notice" },
      el("span", { class: "pre", dir: "auto" }, message.text || plain(message.notice?.kind)), " · ", timeElement(message.at));
  }
  const who = message.agent?.name ?? WHO[message.type] ?? plain(message.type);
  return el("li", { class: "message " + (WHO[message.type] ? message.type : "bot") },
    el("p", { class: "meta" }, el("bdi", {}, who), " · ", timeElement(message.at)),
    message.text || !message.file ? bubble(message, language) : null,
    message.file && fileLine(handoffId, message.file),
    message.answer && el("p", { class: "source" }, "From ", articleLink(message.answer.title ?? message.answer.articleId, message.answer.url),
      el("span", { class: "helpful" })),
    message.type === "agent" && el("p", { class: "source delivery" }),
    message.answer && judge(message, transcript, language));
}

// Once for all answers to one message.
function judge(message, transcript, language) {
  const answers = transcript.filter((other) => other.answer?.turnId === message.answer.turnId);
  if (answers[0]?.seq !== message.seq) return null;
  const { answer } = message;
  const title = answers.map((other) => other.answer.title ?? other.answer.articleId).join(" + ");
  return el("details", { class: "source" }, el("summary", {}, "Was it right?"),
    judgeControl({ turnId: answer.turnId, text: title, language, first: { id: answer.articleId, title }, firstWords: "Right: " },
      agentName, answer.judged ? answer.judged.articleId ?? null : undefined));
}

const SLOW = 5000; // ms: a channel that takes longer has a reason to

// Nothing is said of what arrived.
function showDelivery(node, message, missing) {
  const delivery = node.querySelector(".delivery");
  if (!delivery) return;
  const queued = missing?.state === "queued" && Date.now() - Date.parse(message.at) > SLOW;
  const words = missing?.state === "refused" ? `⚠️ This did not reach the customer: ${missing.why ?? "their channel refused it"}`
    : queued ? "⏳ The customer's channel has not taken this yet." : "";
  if (delivery.dataset.words === words) return;
  delivery.dataset.words = words;
  const again = missing?.state === "refused" && el("button", { type: "button" }, "Send it again");
  if (again) again.addEventListener("click", () => resend(message.seq));
  delivery.replaceChildren(words, ...(again ? [" ", again] : []));
}

// Whether the answer helped, and whether it arrived, is all about a message that changes later.
function updateMessage(node, message, missing) {
  showDelivery(node, message, missing);
  const helpful = node.querySelector(".helpful");
  if (!helpful) return;
  const verdict = { true: " · the customer found it helpful", false: " · the customer found it not helpful" };
  setText(helpful, verdict[message.answer?.helpful] ?? "");
}

let resend = () => {};
let shownId = null;
let lastSeq = -1;

const box = () => byId("transcript");
const atEnd = () => box().scrollHeight - box().scrollTop - box().clientHeight < 40;

function toEnd() {
  box().scrollTop = box().scrollHeight;
  byId("newer").hidden = true;
}

// What sends a line that was refused once more, by its seq.
export function setUpTranscript(onResend) {
  resend = onResend;
  byId("newer").addEventListener("click", () => {
    toEnd();
    box().focus({ preventScroll: true });
  });
  box().addEventListener("scroll", () => {
    if (atEnd()) byId("newer").hidden = true;
  });
}

export function clearTranscript() {
  shownId = null;
  byId("messages").replaceChildren();
  byId("newer").hidden = true;
}

// What Parley told the agents, where it happened; lines keep their order, whatever the clocks said.
function withRemarks(messages, remarks) {
  const shown = [...messages];
  for (const remark of remarks) {
    const later = shown.findIndex((message) => Date.parse(message.at) > Date.parse(remark.at));
    shown.splice(later < 0 ? shown.length : later, 0, { ...remark, type: "remark" });
  }
  return shown;
}

// Returns the customer's messages that are new since the last call for the same handoff.
export function showTranscript(handoff) {
  const first = shownId !== handoff.id;
  const follow = first || atEnd();
  const messages = handoff.transcript ?? [];
  const missing = new Map((handoff.notDelivered ?? []).map((line) => [line.seq, line]));
  if (first) byId("messages").replaceChildren();
  reconcile(byId("messages"), withRemarks(messages, handoff.remarks ?? []),
    // A file that has come since is shown anew.
    (message) => message.type === "remark" ? message.at + message.text : message.file ? `${message.seq} ${message.file.state}` : message.seq,
    (message) => createMessage(handoff.id, message, messages, handoff.language),
    (node, message) => updateMessage(node, message, missing.get(message.seq)));
  const added = first ? [] : messages.filter((message) => message.seq > lastSeq);
  shownId = handoff.id;
  lastSeq = messages.reduce((max, message) => Math.max(max, message.seq), -1);
  // Somebody reading further up is not dragged down.
  if (follow) toEnd();
  else if (added.length) byId("newer").hidden = false;
  return added.filter((message) => message.type === "customer");
}
