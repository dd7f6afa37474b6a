// "Questions nothing answered": what customers asked in vain, the most frequent first.

import { api, el, timeElement } from "./admin.js";
import { judgeControl } from "./judge.js";
import { setUpDays } from "./knowledge-days.js";
import { percent } from "./words.js";

function row(question, tryQuestion) {
  const near = question.nearest;
  return el("tr", {},
    el("td", { class: "question pre", dir: "auto" }, question.text ?? ""),
    el("td", { class: "num" }, String(question.times ?? 1)),
    el("td", {}, timeElement(question.at)),
    el("td", {}, ...(near
      ? [el("bdi", {}, near.title ?? near.articleId), " ", el("span", { class: "muted" }, percent(near.confidence))]
      : [el("span", { class: "muted" }, "nothing near")])),
    el("td", {}, judgeControl({ ...question, text: question.text ?? "", first: near && { id: near.articleId, title: near.title ?? near.articleId },
      firstWords: "Nearest: " }, () => "owner")),
    el("td", { class: "num" }, el("button", { type: "button", class: "tight", click: () => tryQuestion(question.text ?? "") },
      "Try it", el("span", { class: "visually-hidden" }, `: ${question.text ?? ""}`))));
}

export function setUpUnanswered(tryQuestion) {
  async function load(days) {
    const { questions = [] } = await api(`/api/v1/unanswered?days=${days}`);
    return [...questions].sort((a, b) => (b.times ?? 1) - (a.times ?? 1) || Date.parse(b.at) - Date.parse(a.at))
      .map((question) => row(question, tryQuestion));
  }
  setUpDays("unanswered", "days", load, "None. Every question found an answer or a person by rule.");
}
