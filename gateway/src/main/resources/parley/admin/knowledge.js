// The knowledge page: what the bot knows. Reindexing, trying and unanswered questions are in their own files.

import { api, articleLink, byId, day, el, now, setText, timeElement } from "./admin.js";
import { setUpDrafts } from "./knowledge-drafts.js";
import { showJudged } from "./knowledge-judged.js";
import { setUpPause, showPauseCategories } from "./knowledge-pause.js";
import { setUpReindex, showProblems } from "./knowledge-reindex.js";
import { showState } from "./knowledge-sureness.js";
import { setUpTry } from "./knowledge-try.js";
import { setUpUnanswered } from "./knowledge-unanswered.js";
import { setUpUnhelpful } from "./knowledge-unhelpful.js";
import { count, languageName, plain } from "./words.js";

const PAGE = 300; // rows put in the table at once; the filter looks at all
let articles = [];
let limit = PAGE;

const overdue = (article) => Boolean(article.reviewBy) && article.reviewBy.slice(0, 10) < new Date(now()).toISOString().slice(0, 10);
/** Translations share the id. */
const titleOf = (id, language) => {
  const all = articles.filter((article) => article.id === id);
  return (all.find((article) => article.language === language) ?? all.find((article) => article.language === "en") ?? all[0])?.title ?? id;
};

const KEPT_IN = { folder: "Folder", parley: "Parley" };

function searchText(article) {
  return [article.title, article.id, article.owner, article.language, languageName(article.language),
    article.audience === "internal" && "internal", overdue(article) && "review overdue"].filter(Boolean).join(" ").toLowerCase();
}

function row(article) {
  return el("tr", { "data-kb": "article", "data-id": article.id },
    el("th", { scope: "row", class: "name" }, articleLink(article.title ?? article.id, article.url),
      article.audience === "internal" && el("span", { class: "badge" }, "internal"),
      overdue(article) && el("span", { class: "badge warn" }, "review overdue"),
      el("code", { class: "id" }, article.id)),
    el("td", {}, plain(article.category)),
    el("td", {}, languageName(article.language)),
    el("td", {}, article.owner ?? "–"),
    el("td", {}, day(article.updated)),
    el("td", {}, day(article.reviewBy)),
    el("td", {}, KEPT_IN[article.source] ?? plain(article.source)));
}

function showArticles() {
  const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const category = byId("category").value;
  const found = articles.filter((article) =>
    (!category || article.category === category) && words.every((word) => searchText(article).includes(word)));
  byId("articles").replaceChildren(...found.slice(0, limit).map(row));
  if (found.length > limit) {
    const more = el("button", { type: "button", click: () => { limit = Infinity; showArticles(); } }, `Show all ${found.length}`);
    byId("articles").append(el("tr", {}, el("td", { colspan: 7 }, more)));
  }
  setText(byId("article-count"), found.length === articles.length ? count(articles.length, "article") : `${found.length} of ${count(articles.length, "article")}`);
  byId("articles-empty").hidden = found.length > 0;
  setText(byId("articles-empty"), articles.length ? "No article matches." : "There are no articles yet. Put Markdown files in the knowledge folder, then reindex.");
}

function showCategories() {
  const select = byId("category");
  const chosen = select.value;
  const names = [...new Set(articles.map((article) => article.category).filter(Boolean))].sort();
  select.replaceChildren(el("option", { value: "" }, "All"), ...names.map((name) => el("option", { value: name }, plain(name))));
  select.value = names.includes(chosen) ? chosen : "";
  showPauseCategories(names);
}

async function load() {
  try {
    const data = await api("/api/v1/knowledge");
    articles = [...(data.articles ?? [])].sort((a, b) => (a.title ?? a.id).localeCompare(b.title ?? b.id, "en", { numeric: true }));
    setText(byId("load-error"), "");
    byId("index-summary").replaceChildren(count(articles.length, "article"),
      ...(data.indexedAt ? [", indexed ", timeElement(data.indexedAt), "."] : [". Not indexed yet."]));
    showProblems(data.problems ?? []);
    await showState(load);
    showCategories();
    showArticles();
  } catch (error) {
    setText(byId("load-error"), `The articles could not be loaded. ${error.message}`);
    if (!articles.length) setText(byId("index-summary"), "Unknown.");
  }
}

byId("filter").addEventListener("input", showArticles);
byId("category").addEventListener("change", showArticles);
setUpReindex(load);
const tryQuestion = setUpTry(titleOf);
setUpDrafts(load);
setUpPause();
setUpUnanswered(tryQuestion);
setUpUnhelpful();
showJudged();
load();
