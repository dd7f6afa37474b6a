// "Answers that did not help": what customers marked so, and what they said was missing.

import { api, byId, el, setText, timeElement } from "./admin.js";
import { judgeControl } from "./judge.js";

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
  async function load() {
    const days = byId("unhelpful-days").value;
    try {
      const { answers = [] } = await api(`/api/v1/unhelpful?days=${days}`);
      if (days !== byId("unhelpful-days").value) return;
      byId("unhelpful").replaceChildren(...answers.map(row));
      byId("unhelpful-scroll").hidden = answers.length === 0;
      byId("unhelpful-empty").hidden = answers.length > 0;
      setText(byId("unhelpful-empty"), "None.");
      setText(byId("unhelpful-error"), "");
    } catch (error) {
      setText(byId("unhelpful-error"), error.message);
      byId("unhelpful-empty").hidden = true;
    }
  }
  byId("unhelpful-days").addEventListener("change", load);
  load();
}
