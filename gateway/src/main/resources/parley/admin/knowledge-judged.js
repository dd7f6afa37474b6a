// "What people judged": every judgement overrides the bot, so each can be looked at, changed and taken back.

import { api, byId, el, reconcile, setText, timeElement } from "./admin.js";
import { judgeControl } from "./judge.js";
import { languageName } from "./words.js";

const row = (judgement) => el("tr", {},
  el("td", { class: "question pre", dir: "auto" }, judgement.question),
  el("td", {}, languageName(judgement.language)),
  el("td", {}, el("bdi", {}, judgement.by)),
  el("td", {}, timeElement(judgement.at)),
  el("td", {}, judgeControl({ turnId: judgement.turnId, text: judgement.question, language: judgement.language },
    () => "owner", judgement.articleId ?? null)));

export async function showJudged() {
  try {
    const { judgements } = await api("/api/v1/judgements");
    reconcile(byId("judged"), judgements, (judgement) => `${judgement.turnId} ${judgement.at}`, row);
    byId("judged-scroll").hidden = judgements.length === 0;
    byId("judged-empty").hidden = judgements.length > 0;
    setText(byId("judged-error"), "");
  } catch (error) {
    setText(byId("judged-error"), error.message);
  }
}
