// Forms: what is asked before the first message, and how to reach who waits.

/** Returns {node}; fields are {id, label, required}. Name, e-mail and telephone are filled in by the browser. */
function form({ hook, title, fields, button }, onSubmit) {
  const problem = el("p", { class: "problem", role: "alert" });
  const inputs = fields.map(({ id, required }) =>
    el("input", {
      name: id,
      type: ["email", "tel"].includes(id) ? id : "text",
      autocomplete: ["name", "email", "tel"].includes(id) ? id : "off",
      maxlength: "500",
      required,
      dir: "auto",
    }),
  );
  const node = el(
    "form",
    { class: "comment", "data-parley": hook, "aria-label": title, onsubmit: submit },
    title ? el("p", null, title) : null,
    ...fields.map(({ label, required }, i) =>
      el("label", null, label + (required || fields.length < 2 ? "" : " " + text("optional")), inputs[i]),
    ),
    problem,
    el("div", { class: "row" }, el("button", { type: "submit", class: "small-button", "data-parley": hook + "-send" }, button)),
  );
  async function submit(event) {
    event.preventDefault();
    setText(problem, "");
    try {
      await onSubmit(Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()])));
    } catch {
      setText(problem, text("humanFailed"));
    }
  }
  return { node };
}

/** The conversation as a text file, made in the browser: nothing leaves it. */
function saveTranscript(events, bot) {
  const names = { customer: text("you"), bot };
  const lines = events
    .filter((event) => event.text || event.file)
    .map((event) => {
      const who = event.type === "agent" ? event.agent?.name || text("person") : names[event.type];
      return `[${new Date(event.at).toLocaleString(navigator.languages)}] ${who ? who + ": " : ""}${[event.text, event.file?.name].filter(Boolean).join(" 📎 ")}`;
    });
  const blob = new Blob([lines.join("\n\n") + "\n"], { type: "text/plain;charset=utf-8" });
  saveFile(blob, `chat-${new Date().toISOString().slice(0, 10)}.txt`);
}

function saveFile(blob, download) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
