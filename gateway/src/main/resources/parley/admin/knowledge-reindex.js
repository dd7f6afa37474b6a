// "Reindex now": starts it, shows its progress, and says in words what it did.

import { api, byId, duration, el, reconcile, setText } from "./admin.js";
import { count, milliseconds } from "./words.js";

const EVERY = 500;
const PATIENCE = 20; // answers in a row that may fail before the watching stops
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function showProblems(problems) {
  byId("problems-part").hidden = problems.length === 0;
  setText(byId("problems-title"), count(problems.length, "problem"));
  reconcile(byId("problems"), problems, (problem) => JSON.stringify(problem), (problem) =>
    el("li", { "data-kb": "problem" },
      el("p", { class: "where" }, el("code", {}, problem.file ?? "", problem.line ? `:${problem.line}` : "")),
      el("p", {}, problem.message ?? ""),
      problem.remedy && el("p", { class: "remedy" }, "→ ", problem.remedy)));
}

/** Which figures would fall, and which questions would be answered worse. */
function showRefusal(run) {
  byId("refused").replaceChildren(
    ...run.fallen.map((line) => el("li", {}, line)),
    ...run.changes.map((change) => el("li", { "data-kb": "refused" }, `“${change.question}”: ${change.why} (`,
      el("code", {}, change.after ?? "nothing"), " instead of ", el("code", {}, change.before ?? "nothing"), ")")));
}

function took(run) {
  const ms = Date.parse(run.finishedAt) - Date.parse(run.startedAt);
  if (Number.isNaN(ms)) return "";
  return ` in ${ms < 60_000 ? milliseconds(ms) : duration(ms)}`;
}

function resultWords(run) {
  const changes = [[run.added, "added"], [run.changed, "changed"], [run.removed, "removed"]]
    .filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const words = changes.length
    ? `${changes.join(", ")}, ${run.unchanged ?? 0} unchanged.`
    : `${run.problems?.length ? "nothing was taken in" : "nothing had changed"} (${count(run.unchanged ?? 0, "article")} as before).`;
  const problems = run.problems?.length ? ` ${count(run.problems.length, "problem")}, listed below.` : " No problems.";
  return `Reindexed${took(run)}: ${words}${problems}`;
}

function pace({ done, total, perSecond, secondsLeft }) {
  const share = `${done} of ${total} (${Math.floor((100 * done) / total)} %)`;
  const left = secondsLeft < 60 ? `${secondsLeft} s` : duration(secondsLeft * 1000);
  return perSecond > 0 ? `${share}, ${perSecond} a second, ${left} left` : share;
}

function showProgress(run) {
  byId("progress").hidden = false;
  const bar = byId("progress-bar");
  if (run.total > 0) {
    bar.max = run.total;
    bar.value = run.done ?? 0;
    // What follows is not counted: learning from the articles, and the golden questions.
    setText(byId("progress-text"), run.done === run.total ? `${run.total} articles read. Learning from them…` : pace(run));
  } else {
    bar.removeAttribute("value"); // the total is not known yet
    setText(byId("progress-text"), "Reading the articles…");
  }
}

async function watch(run) {
  let failures = 0;
  while (run.state === "running") {
    showProgress(run);
    await pause(EVERY);
    try {
      run = await api(`/api/v1/reindex/${run.id}`);
      failures = 0;
      setText(byId("reindex-error"), "");
    } catch (error) {
      // The reindex goes on without us; only an answer like "no such reindex" ends the watching at once.
      if (error.status >= 400 && error.status < 500) throw error;
      if (++failures >= PATIENCE) throw error;
      setText(byId("reindex-error"), `${error.message} Asking again.`);
    }
  }
  return run;
}

export function setUpReindex(reload) {
  let running = false;

  async function reindex() {
    if (running) return;
    running = true;
    // aria-disabled, not disabled: the focus stays on the button.
    byId("reindex").setAttribute("aria-disabled", "true");
    setText(byId("reindex-error"), "");
    byId("refused").replaceChildren();
    setText(byId("status"), "Reindexing…");
    try {
      const run = await watch(await api("/api/v1/reindex", { method: "POST", body: {} }));
      await reload();
      if (run.state === "done") {
        setText(byId("status"), resultWords(run));
      } else if (run.state === "refused") {
        setText(byId("status"), "The reindex is refused: the golden questions would do worse. The old articles serve on.");
        showRefusal(run);
      } else {
        setText(byId("status"), "The reindex failed.");
        setText(byId("reindex-error"), run.error?.message ?? run.error ?? "The server gave no reason. See its log.");
        if (run.problems?.length) showProblems(run.problems);
      }
    } catch (error) {
      setText(byId("status"), "");
      setText(byId("reindex-error"), error.message);
    } finally {
      running = false;
      byId("progress").hidden = true;
      byId("reindex").removeAttribute("aria-disabled");
    }
  }

  byId("reindex").addEventListener("click", reindex);
  byId("reindex").disabled = false;
}
