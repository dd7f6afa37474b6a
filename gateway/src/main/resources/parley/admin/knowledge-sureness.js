// How sure the bot must be, and what that rests on; the states of the articles that one can go back to.

import { api, byId, el, setText, timeElement } from "./admin.js";
import { count } from "./words.js";

const CAUSES = { import: "Imported from the folder", publish: "Published in Parley", rollback: "Rolled back" };
const percent = (share) => `${(100 * share).toFixed(1)} %`;

function sentences({ provisional, judgedQuestions, overall, unanswerableShare }) {
  if (!judgedQuestions) {
    return ["Nobody has judged a question yet and no article has examples: the confidence is taken at its word."];
  }
  const lines = [
    `${percent(overall.target)} of the answers must be right, so the bot answers at a confidence of ${overall.value.toFixed(2)} and above.`,
    `At that, ${percent(overall.precision)} were right (${percent(overall.lower)} to ${percent(overall.upper)}, 90 % certain) of ${overall.answered} that it would have answered of ${count(judgedQuestions, provisional ? "example question" : "judged question")}.`,
  ];
  if (!overall.proven) {
    lines.push(`That is too little to prove the target: at least ${overall.missing} more are needed. They prove ${percent(overall.provable)}.`);
  }
  if (!provisional && unanswerableShare !== null) {
    lines.push(`${percent(unanswerableShare)} of them have no answer in the articles.`);
  }
  return lines;
}

async function showSureness() {
  try {
    const sureness = await api("/api/v1/calibration");
    byId("provisional").hidden = !sureness.provisional;
    byId("sureness").replaceChildren(...sentences(sureness).map((line) => el("p", {}, line)),
      ...(sureness.drift ? [el("p", { class: "warn-text", "data-kb": "drift" }, sureness.drift)] : []));
  } catch (error) {
    setText(byId("sureness"), error.message);
  }
}

async function showGenerations(reload) {
  try {
    const generations = await api("/api/v1/generations");
    byId("generations").replaceChildren(...generations.map((generation, place) =>
      el("tr", { "data-kb": "generation" },
        el("th", { scope: "row" }, String(generation.id)),
        el("td", {}, timeElement(generation.createdAt)),
        el("td", {}, CAUSES[generation.cause] ?? generation.cause, generation.note && el("p", { class: "small warn-text" }, generation.note)),
        el("td", { class: "num" }, String(generation.articles)),
        el("td", {}, place === 0 ? "serving" : rollBackButton(generation.id, reload)))));
  } catch (error) {
    setText(byId("generations-error"), error.message);
  }
}

function rollBackButton(id, reload) {
  return el("button", {
    type: "button",
    "data-kb": "rollback",
    click: async () => {
      if (!confirm(`Go back to the articles of generation ${id}? The folder's files do not come back by themselves, only when one changes or at a reindex.`)) return;
      setText(byId("generations-error"), "");
      try {
        await api(`/api/v1/generations/${id}/rollback`, { method: "POST", body: {} });
        await reload();
      } catch (error) {
        setText(byId("generations-error"), error.message);
      }
    },
  }, "Go back");
}

export async function showState(reload) {
  await Promise.all([showSureness(), showGenerations(reload)]);
}
