// The agents' desk. Where one is stands in the address: #open, #claimed/7, …, so that "back" works.

import { api, byId, poll, setText } from "./admin.js";
import { clearErrors, draft, hideDetail, keepDraft, showDetail, showFrame, showTimes } from "./desk-detail.js";
import { setUpTabs, showCount, showList, showLoading, showTab, sorted } from "./desk-list.js";
import * as files from "./desk-files.js";
import { agentName, askName, setUpName } from "./desk-name.js";
import { setUpTranscript } from "./desk-transcript.js";
import { count, plain, reasonWords } from "./words.js";

const base = "/api/v1/handoffs";
const TITLE = document.title;

let state = "open";       // the tab
let selectedId = null;
let detail = null;        // the last answer for selectedId
const lists = {};         // the last answer per state
let seenOpen = null;      // ids of open handoffs already known; null before the first answer
let changes = 0;          // counts our own changes: an answer asked for before one is stale
let busy = false;         // an action is under way
let confirmed = null;     // the action whose "unsent reply" warning has been shown

// --- showing ---

function announce(text) {
  setText(byId("announce"), ""); // so that the same text twice is announced twice
  setTimeout(() => setText(byId("announce"), text), 50);
}

function announceNew(open) {
  const fresh = seenOpen ? open.filter((handoff) => !seenOpen.has(handoff.id)) : [];
  seenOpen = new Set(open.map((handoff) => handoff.id));
  if (fresh.length === 1) announce(`New handoff: ${plain(fresh[0].category)}, priority ${fresh[0].priority}. ${reasonWords(fresh[0].reason)}.`);
  else if (fresh.length) announce(count(fresh.length, "new handoff") + ".");
}

function render() {
  if (lists[state]) showList(state, lists[state], selectedId);
  for (const counted of ["open", "claimed"]) if (lists[counted]) showCount(counted, lists[counted].length);
  const waiting = lists.open?.length ?? 0;
  const title = waiting ? `(${waiting}) ${TITLE}` : TITLE;
  if (document.title !== title) document.title = title;
  if (detail) showTimes(detail);
}

function takeDetail(answer) {
  if (answer.id !== selectedId) return;
  detail = answer;
  setText(byId("detail-error"), "");
  const messages = showDetail(detail);
  if (messages.length) announce("The customer wrote: " + messages.at(-1).text);
}

// --- fetching ---

async function refresh() {
  const asked = changes;
  const [tab, id] = [state, selectedId];
  const states = tab === "resolved" ? ["open", "claimed", "resolved"] : ["open", "claimed"];
  const answers = await Promise.allSettled([
    ...states.map((name) => api(`${base}?state=${name}`)),
    id === null ? null : api(`${base}/${id}`),
  ]);
  if (asked !== changes) return refresh();
  const failed = answers.slice(0, states.length).find((answer) => answer.status === "rejected");
  setText(byId("list-error"), failed ? `${failed.reason.message} Trying again; what you see may be old.` : "");
  states.forEach((name, index) => {
    if (answers[index].status === "fulfilled") lists[name] = sorted(name, answers[index].value.handoffs ?? []);
  });
  if (answers[0].status === "fulfilled") announceNew(lists.open);
  const shown = answers.at(-1);
  if (shown.status === "fulfilled" && shown.value) takeDetail(shown.value);
  // The list says already when the server is away; a handoff that is gone is said here.
  else if (shown.status === "rejected" && id === selectedId && (!failed || !detail)) {
    if (!detail) setText(byId("detail-title"), `Handoff #${id}`);
    setText(byId("detail-error"), shown.reason.message);
  }
  render();
}

let refreshNow = async () => {};

// --- moving about ---

function go(newState, id = null, { replace = false } = {}) {
  const hash = id === null ? `#${newState}` : `#${newState}/${id}`;
  if (location.hash === hash) return;
  if (replace) {
    history.replaceState(null, "", hash);
    followAddress();
  } else {
    location.hash = hash;
  }
}

function followAddress({ first = false } = {}) {
  const [, wanted, id] = /^#(open|claimed|resolved)(?:\/(\d+))?$/.exec(location.hash) ?? [null, "open", undefined];
  const newId = id === undefined ? null : Number(id);
  const backFrom = newId === null ? selectedId : null;
  if (wanted !== state || first) {
    state = wanted;
    showTab(state);
    if (!lists[state]) showLoading();
  }
  byId("main").dataset.view = newId === null ? "list" : "detail";
  byId("back").href = `#${state}`;
  if (newId !== selectedId) {
    selectedId = newId;
    detail = null;
    confirmed = null;
    files.show(newId);
    if (newId === null) {
      hideDetail();
    } else {
      showFrame(newId);
      if (!first) byId("detail-title").focus();
    }
  }
  render();
  if (backFrom !== null) document.querySelector(`[data-desk="item"][data-id="${backFrom}"]`)?.focus();
  refreshNow();
}

// --- acting ---

function sendFile(file) {
  const query = new URLSearchParams({ agent: agentName(), name: file.name });
  return act(`files?${query}`, {}, "reply-error", { file });
}

async function act(action, body, errorArea, { first = async () => {}, file } = {}) {
  if (busy || selectedId === null) return null;
  if (!agentName()) {
    askName();
    return null;
  }
  const id = selectedId;
  busy = true;
  clearErrors();
  byId("detail").setAttribute("aria-busy", "true");
  try {
    await first(id);
    const answer = await api(`${base}/${id}/${action}`, { method: "POST", file, body: { agent: agentName(), ...body } });
    changes++;
    takeDetail(answer);
    return answer;
  } catch (error) {
    changes++;
    // Somebody else may have been faster: the message stays, the detail catches up.
    if (id === selectedId) setText(byId(errorArea), error.message);
    return null;
  } finally {
    busy = false;
    byId("detail").removeAttribute("aria-busy");
    refreshNow();
  }
}

async function claim() {
  const answer = await act("claim", {}, "action-error");
  if (!answer) return;
  announce("Claimed. It is yours.");
  if (answer.id === selectedId) {
    go("claimed", answer.id, { replace: true }); // the list follows the handoff
    byId("reply").focus();
  }
}

async function send() {
  const id = selectedId;
  const typed = byId("reply").value;
  if (!typed.trim() && !files.list(id).length) {
    setText(byId("reply-error"), "Type a reply first.");
    byId("reply").focus();
    return;
  }
  if (typed.trim()) {
    if (!await act("reply", { text: typed.trim() }, "reply-error")) return;
    if (draft(id) === typed) keepDraft(id, ""); // unless more was typed meanwhile
    if (id === selectedId && byId("reply").value === typed) byId("reply").value = "";
  }
  for (const file of files.list(id)) {
    if (id !== selectedId || !await sendFile(file)) return; // what is left can be sent again
    files.remove(id, file);
  }
  announce("Sent.");
  if (id !== selectedId) return;
  byId("transcript").scrollTop = byId("transcript").scrollHeight;
  go("claimed", id, { replace: true });
  byId("reply").focus();
}

const unsent = (action) => {
  if ((byId("reply").value.trim() || files.list(selectedId).length) && confirmed !== action && agentName()) {
    confirmed = action;
    setText(byId("action-error"), "Your typed reply is not sent yet. Send it first, or press the button again to leave it unsent.");
    return true;
  }
  return false;
};

async function close(action, body, done, first) {
  const answer = await act(action, body, "action-error", { first });
  if (!answer) return;
  announce(done());
  if (answer.id === selectedId) byId("detail-title").focus(); // the pressed button is disabled now
}

async function resolve(form) {
  let drafted = "";
  // Made before the handoff is resolved: whoever leaves the page then must not be faster than the draft.
  const draftArticle = (id) => api("/api/v1/drafts", { method: "POST", body: { handoffId: id } })
    .then(() => { drafted = " The draft waits on the page Knowledge."; }, (error) => { drafted = " " + error.message; });
  await close("resolve", { outcome: form.get("outcome"), category: form.get("category") }, () => "Resolved." + drafted,
    form.has("article") ? draftArticle : undefined);
}

// What the handoff is filed under is chosen already, and can be chosen even if the others can't be had.
async function askHowItEnded() {
  const current = detail?.category ?? "uncategorised";
  const fill = (names) => byId("resolve-form").elements.category.replaceChildren(
    ...names.map((name) => new Option(plain(name), name, name === current, name === current)));
  fill([current]);
  byId("resolve-dialog").showModal();
  try {
    const { categories } = await api("/api/v1/categories");
    fill(categories.includes(current) ? categories : [current, ...categories]);
  } catch (error) {
    setText(byId("action-error"), error.message);
  }
}

// --- start ---

byId("claim").addEventListener("click", claim);
byId("resolve").addEventListener("click", () => {
  if (!agentName()) askName();
  else if (!unsent("resolve")) askHowItEnded();
});
byId("resolve-dialog").addEventListener("close", () => {
  const form = byId("resolve-form");
  if (byId("resolve-dialog").returnValue === "yes") resolve(new FormData(form));
  byId("resolve-dialog").returnValue = "";
  form.reset();
});
byId("return").addEventListener("click", () => unsent("return") || close("return", {}, () => "Given back to the bot."));
byId("attach").addEventListener("click", () => agentName() ? byId("reply-file").click() : askName());
byId("reply-file").addEventListener("change", () => {
  if (selectedId !== null) files.add(selectedId, [...byId("reply-file").files]);
  byId("reply-file").value = ""; // the same one may be chosen again
  byId("send").focus();
});
byId("reply-form").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
byId("reply").addEventListener("input", () => {
  confirmed = null;
  setText(byId("reply-error"), ""); // it was about the text before
  if (selectedId !== null) keepDraft(selectedId, byId("reply").value);
});
byId("reply").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  if (!byId("send").disabled) send();
});

byId("facts").open = matchMedia("(min-width: 1120px)").matches; // where it has a column of its own
setUpName(() => detail && showDetail(detail));
setUpTabs((newState) => go(newState, matchMedia("(min-width: 860px)").matches ? selectedId : null));
setUpTranscript((seq) => act("resend", { seq }, "reply-error"));
byId("list-filter").addEventListener("input", render);
window.addEventListener("hashchange", () => followAddress());
followAddress({ first: true });
refreshNow = poll(refresh, 2000);
