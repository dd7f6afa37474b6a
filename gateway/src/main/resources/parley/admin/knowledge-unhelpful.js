// "Answers that did not help": what customers marked so, and what they said was missing.

import { api, el, timeElement } from "./admin.js";
import { judgeControl } from "./judge.js";
import { setUpDays } from "./knowledge-days.js";

function row(answer) {
  const title = answer.articleTitle ?? answer.articleId;
  return el("tr", { "data-kb": "unhelpful" },
    el("td", { class: "question pre", dir: "auto" }, answer.text),
    el("td", { class: "pre", dir: "auto" }, answer.comment ?? el("span", { class: "muted" }, "not said")),
    el("td", {}, timeElement(answer.receivedAt)),
    el("td", {}, el("bdi", {}, title)),
    el("td", {}, judgeControl({ ...answer, first: { id: answer.articleId, title }, firstWords: "Right one: " }, () => "owner")));
}

export function setUpUnhelpful() {
  async function load(days) {
    const { answers = [] } = await api(`/api/v1/unhelpful?days=${days}`);
    return answers.map(row);
  }
  setUpDays("unhelpful", "unhelpful-days", load, "None.");
}
