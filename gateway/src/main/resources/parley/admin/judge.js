// "What answers it?": the owner's or agent's word on a question. The bot learns from it.

import { api, el, setText } from "./admin.js";

const NOTHING = "-";
let known; // a promise of all articles, asked for once

async function articlesIn(language) {
  known ??= api("/api/v1/knowledge").catch((error) => {
    known = undefined;
    throw error;
  });
  const { articles = [] } = await known;
  const byId = new Map();
  // Translations share the id: the one in the question's language names it.
  for (const article of articles) {
    if (!byId.has(article.id) || article.language === language) byId.set(article.id, article);
  }
  return [...byId.values()].sort((a, b) => (a.title ?? a.id).localeCompare(b.title ?? b.id, "en", { numeric: true }));
}

/**
 * @param question { turnId, text, language, first?: {id, title}, firstWords } what is offered first
 * @param by the judge's name, for the record
 * @param judged what was judged before: an article's id or null; undefined: nothing
 */
export function judgeControl(question, by, judged) {
  const select = el("select", { "aria-label": `What answers “${question.text}”?`, "data-judge": question.turnId });
  const status = el("p", { class: "small muted judge-note", role: "status" });
  const others = el("optgroup", { label: "Other articles" });
  const chosenBefore = judged === undefined ? "" : judged ?? NOTHING;
  select.append(el("option", { value: "" }, "Not judged"),
    ...(question.first ? [el("option", { value: question.first.id }, `${question.firstWords}${question.first.title}`)] : []),
    el("option", { value: NOTHING }, "Nothing we have"), others);
  if (![...select.options].some((option) => option.value === chosenBefore)) {
    select.append(el("option", { value: chosenBefore }, chosenBefore));
  }
  select.value = chosenBefore;

  async function fill() {
    if (others.children.length) return;
    try {
      const articles = await articlesIn(question.language);
      if (others.children.length) return;
      const there = new Set([...select.options].map((option) => option.value));
      others.append(...articles.filter((article) => !there.has(article.id))
        .map((article) => el("option", { value: article.id }, article.title ?? article.id)));
    } catch (error) {
      setText(status, `The articles could not be loaded. ${error.message}`);
    }
  }

  let last = chosenBefore;
  async function judge() {
    const wanted = select.value;
    setText(status, "");
    try {
      const path = `/api/v1/turns/${question.turnId}/judgement`;
      if (wanted === "") await api(path, { method: "DELETE" });
      else await api(path, { method: "PUT", body: { articleId: wanted === NOTHING ? null : wanted, by: by() } });
      last = wanted;
      setText(status, wanted === "" ? "Taken back." : "Noted; the bot learns from it.");
    } catch (error) {
      select.value = last;
      setText(status, error.message);
    }
  }

  for (const event of ["focus", "pointerdown"]) select.addEventListener(event, fill);
  select.addEventListener("change", judge);
  return el("div", { class: "judge" }, select, status);
}
