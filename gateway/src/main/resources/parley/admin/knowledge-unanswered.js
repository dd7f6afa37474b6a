// "Questions nothing answered": what customers asked in vain, the most frequent first.

import { api, byId, el, setText, timeElement } from "./admin.js";
import { judgeControl } from "./judge.js";
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
  async function load() {
    const days = byId("days").value;
    try {
      const { questions = [] } = await api(`/api/v1/unanswered?days=${days}`);
      if (days !== byId("days").value) return;
      const sorted = [...questions].sort((a, b) => (b.times ?? 1) - (a.times ?? 1) || Date.parse(b.at) - Date.parse(a.at));
      byId("unanswered").replaceChildren(...sorted.map((question) => row(question, tryQuestion)));
      byId("unanswered-scroll").hidden = sorted.length === 0;
      byId("unanswered-empty").hidden = sorted.length > 0;
      setText(byId("unanswered-empty"), "None. Every question found an answer or a person by rule.");
      setText(byId("unanswered-error"), "");
    } catch (error) {
      setText(byId("unanswered-error"), error.message);
      byId("unanswered-empty").hidden = true;
    }
  }
  byId("days").addEventListener("change", load);
  load();
}
