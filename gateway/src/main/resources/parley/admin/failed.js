// "Failed messages": dead letters with a button to try each again, and what nobody could read.

import { api, byId, el, poll, setText, timeElement } from "./admin.js";

function table(heads, rows, none) {
  return rows.length === 0
    ? el("p", { class: "muted" }, none)
    : el("div", { class: "scroll" }, el("table", {},
      el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...rows)));
}

async function replay(letter, button) {
  button.disabled = true;
  try {
    await api(`/api/v1/dead-letters/${letter.id}/replay`, { method: "POST" });
    setText(byId("status"), `Message ${letter.id} is being tried again. If it fails once more, it comes back here.`);
  } catch (error) {
    setText(byId("status"), `Message ${letter.id} could not be tried again: ${error.message}`);
  }
  await refresh();
}

function letterRow(letter) {
  const button = el("button", { type: "button", class: "tight", click: () => replay(letter, button) }, "Try again",
    el("span", { class: "visually-hidden" }, `: message ${letter.id}`));
  return el("tr", {},
    el("td", {}, timeElement(letter.acceptedAt)),
    el("td", {}, letter.channel),
    el("td", { class: "pre", dir: "auto" }, letter.text || "(empty)"),
    el("td", { class: "pre" }, letter.why ?? "see the log"),
    el("td", { class: "num" }, button));
}

const unreadableRow = (row) => el("tr", {},
  el("td", {}, timeElement(row.receivedAt)),
  el("td", {}, row.channel),
  el("td", { class: "pre" }, row.why),
  el("td", {}, el("details", {}, el("summary", {}, "As it came"), el("pre", { class: "pre" }, row.payload))));

let shown = "";

const refresh = poll(async () => {
  try {
    const { deadLetters = [], unreadable = [] } = await api("/api/v1/dead-letters");
    setText(byId("load-error"), "");
    const now = JSON.stringify([deadLetters, unreadable]);
    if (now === shown) return; // what somebody opened or selected stays so
    shown = now;
    byId("letters").replaceChildren(
      table(["When", "Channel", "Message", "Why", ""], deadLetters.map(letterRow), "None. Every message was handled."));
    byId("unreadable").replaceChildren(
      table(["When", "Channel", "Why", "Content"], unreadable.map(unreadableRow), "None."));
  } catch (error) {
    setText(byId("load-error"), error.message);
  }
}, 5_000);
