// "Try a question": what the bot would do with it, in words. Nothing is sent to a customer.

import { api, byId, el, setText } from "./admin.js";
import { languageName, percent, plain, reasonWords, validLanguage } from "./words.js";

function verdict(result, title) {
  const sure = typeof result.confidence === "number" ? `, ${percent(result.confidence)} sure` : "";
  switch (result.decision) {
    case "answer": return result.articleId ? `The bot would answer from “${title(result.articleId, result.language)}”${sure}.` : `The bot would answer${sure}.`;
    case "clarify": return "The bot would ask back which of these the customer means.";
    case "smalltalk": return "The bot would make small talk.";
    case "handoff": return `The bot would hand over to a person: ${reasonWords(result.reason)}.`;
    default: return `The bot would decide “${plain(result.decision)}”.`;
  }
}

function candidates(result, title) {
  // The chosen article is named in the verdict already.
  const others = (result.answers ?? []).filter((answer) => result.decision !== "answer" || answer.articleId !== result.articleId);
  if (!others.length) return [];
  const heading = result.decision === "clarify" ? "It would offer:" : "Other articles it looked at:";
  return [
    el("p", {}, heading),
    el("ul", { class: "others" }, ...others.map((answer) =>
      el("li", {}, el("bdi", {}, title(answer.articleId, result.language)), " ", el("span", { class: "muted" }, percent(answer.confidence))))),
  ];
}

function details(result) {
  return [
    `Language: ${languageName(result.language)}`,
    `category: ${result.category ? plain(result.category) : "none"}`,
    result.rule && `rule: ${result.rule}`,
    result.decision !== "handoff" && result.reason && `why: ${reasonWords(result.reason)}`,
  ].filter(Boolean).join(" · ");
}

// Returns a function that tries the given text, for the list of unanswered questions.
export function setUpTry(title) {
  let latest = 0;

  async function ask() {
    const text = byId("try").value.trim();
    setText(byId("try-error"), text ? "" : "Type a question first.");
    if (!text) {
      byId("try").focus();
      return;
    }
    const mine = ++latest;
    byId("try-result").setAttribute("aria-busy", "true");
    try {
      const result = await api("/api/v1/ask", { method: "POST", body: { text } });
      if (mine !== latest) return;
      byId("try-result").replaceChildren(el("div", { class: "result", "data-decision": result.decision },
        el("p", { class: "verdict" }, verdict(result, title)),
        result.answer && el("div", { class: "said pre", dir: "auto", lang: validLanguage(result.language) }, result.answer),
        ...candidates(result, title),
        el("p", { class: "small muted" }, details(result))));
    } catch (error) {
      if (mine !== latest) return;
      byId("try-result").replaceChildren(); // the old result belongs to another question
      setText(byId("try-error"), error.message);
    } finally {
      if (mine === latest) byId("try-result").removeAttribute("aria-busy");
    }
  }

  byId("try-form").querySelector("[type=submit]").disabled = false;
  byId("try-form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  return (text) => {
    byId("try").value = text;
    byId("try").focus();
    byId("try-title").scrollIntoView({ block: "start" });
    ask();
  };
}
