// What stands below an answer: where it comes from, whether it helped, and choices to pick from.

function citation({ title, url, updated, language }) {
  const details = [
    updated && ago(updated) ? text("updated", { when: ago(updated) }) : "",
    language && language.split("-")[0] !== LANG.split("-")[0]
      ? text("inLanguage", { language: languageName(language) })
      : "",
  ].filter(Boolean);
  return el(
    "div",
    { class: "citation", "data-parley": "citation" },
    icon("article"),
    el(
      "div",
      null,
      link(url, { lang: language, dir: "auto" }, title),
      details.length ? el("span", { class: "small" }, details.join(" · ")) : null,
    ),
  );
}

/** Returns {node, update(helpful, mode)}. The comment field stays as it is when updates come in. */
function feedback(turnId, actions) {
  const thumb = (name, value, turned) =>
    el(
      "button",
      {
        type: "button",
        class: "thumb",
        "data-parley": name,
        "aria-label": text(name),
        title: text(name),
        "aria-pressed": "false",
        onclick: () => rate(value),
      },
      icon("thumb", turned),
    );
  const yes = thumb("helpful", true, "");
  const no = thumb("unhelpful", false, "turned");
  const result = el("span", { class: "small result", role: "status" });

  const field = el("textarea", { rows: "2", maxlength: "1000", "data-parley": "comment", dir: "auto" });
  const person = el(
    "button",
    { type: "button", class: "plain-button", "data-parley": "human-after-feedback", onclick: () => actions.human() },
    icon("person"),
    text("human"),
  );
  const form = el(
    "div",
    { class: "comment", hidden: true },
    el("label", null, text("commentLabel"), field),
    el(
      "div",
      { class: "row" },
      el(
        "button",
        { type: "button", class: "small-button", "data-parley": "comment-send", onclick: () => comment() },
        text("commentSend"),
      ),
      person,
    ),
  );

  async function give(helpful, words) {
    setText(result, "");
    try {
      await actions.feedback(turnId, helpful, words);
      if (helpful || words) setText(result, text("thanks"));
      return true;
    } catch {
      setText(result, text("feedbackFailed"));
      return false;
    }
  }

  function rate(helpful) {
    form.hidden = helpful;
    if (!helpful) actions.reveal(form);
    give(helpful);
  }

  async function comment() {
    const words = field.value.trim();
    form.hidden = true;
    no.focus();
    if (words && !(await give(false, words))) form.hidden = false;
  }

  const node = el(
    "div",
    { class: "feedback" },
    el(
      "div",
      { class: "row", role: "group", "aria-label": text("helpfulQuestion") },
      el("span", { class: "small", "aria-hidden": "true" }, text("helpfulQuestion")),
      yes,
      no,
      result,
    ),
    form,
  );
  return {
    node,
    update(helpful, mode) {
      setAttribute(yes, "aria-pressed", String(helpful === true));
      setAttribute(no, "aria-pressed", String(helpful === false));
      person.hidden = mode.who !== "bot";
    },
  };
}

/** Round buttons for ready-made answers; each item is a text or has a label. */
function chips(name, hook, list, onPick) {
  return el(
    "div",
    { class: "chips", role: "group", "aria-label": name },
    ...list.map((item) =>
      el(
        "button",
        { type: "button", class: "chip", "data-parley": hook, dir: "auto", onclick: () => onPick(item) },
        item.label ?? item,
      ),
    ),
  );
}

/** One choice can be made, once, unless it fails. */
function choiceButtons(choices, actions) {
  let busy = false;
  const setBusy = (value) => {
    busy = value;
    for (const button of node.children) button.setAttribute("aria-disabled", String(value));
  };
  const node = chips(text("choices"), "choice", choices, async ({ id }) => {
    if (busy) return;
    setBusy(true);
    if (!(await actions.choose(id))) setBusy(false);
  });
  return node;
}
