// The text field: grows with its content, sends on Enter, counts near the limit.

const COUNT_FROM = 200; // characters left

function createComposer({ onSend, onFile }) {
  let limit = 4000;
  const field = el("textarea", {
    rows: "1",
    "data-parley": "composer",
    "aria-label": text("composer"),
    "aria-describedby": "counter",
    placeholder: text("placeholder"),
    enterkeyhint: "send",
    autocomplete: "off",
    dir: "auto",
    oninput: changed,
    // A picture from the clipboard, for example of the screen. A table has a picture of itself beside its text.
    onpaste: (event) => {
      const { files, types } = event.clipboardData ?? {};
      if (attach.hidden || !files?.length || types.includes("text/plain")) return;
      event.preventDefault();
      for (const file of files) onFile(file);
    },
    onkeydown: (event) => {
      // Enter that ends a composition (keyCode 229 in Safari) belongs to the input method.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      send();
    },
  });
  const button = el(
    "button",
    { type: "button", class: "send", "data-parley": "send", "aria-label": text("send"), title: text("send"), onclick: send },
    icon("send"),
  );
  const input = el("input", {
    type: "file",
    hidden: true,
    "data-parley": "file-input",
    onchange: () => {
      for (const file of input.files) onFile(file);
      input.value = ""; // the same file may be chosen again
    },
  });
  const attach = el(
    "button",
    { type: "button", class: "attach", "data-parley": "attach", "aria-label": text("attach"), title: text("attach"), hidden: true, onclick: () => input.click() },
    icon("attach"),
  );
  const counter = el("div", { class: "counter small", id: "counter", "data-parley": "counter", "aria-live": "polite", hidden: true });

  const ready = () => field.value.trim() && field.value.length <= limit;

  function changed() {
    tabStore.set("draft", field.value);
    const left = limit - field.value.length;
    counter.hidden = left > COUNT_FROM;
    setText(counter, left < 0 ? text("over", { n: -left }) : left <= COUNT_FROM ? text("left", { n: left }) : "");
    counter.classList.toggle("over", left < 0);
    setAttribute(field, "aria-invalid", String(left < 0));
    // aria-disabled rather than disabled: the button keeps the focus after it was pressed.
    setAttribute(button, "aria-disabled", String(!ready()));
    grow();
  }

  function grow() {
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = field.scrollHeight + "px"; // max-height is in the CSS
  }

  function send() {
    if (!ready()) return;
    const words = field.value.trim();
    field.value = "";
    changed();
    onSend(words);
  }

  field.value = tabStore.get("draft");
  changed();

  return {
    node: el("div", { class: "composer" }, counter, el("div", { class: "field" }, attach, input, field, button)),
    focus() {
      field.focus({ preventScroll: true }); // the page stays where it is …
      field.scrollIntoView({ block: "nearest" }); // … but a very low panel scrolls inside
    },
    grow,
    clear() {
      field.value = "";
      changed();
    },
    setLimit(value) {
      if (value > 0 && value !== limit) {
        limit = value;
        changed();
      }
    },
    setFiles({ maxBytes, types }) {
      attach.hidden = !maxBytes;
      setAttribute(input, "accept", types.join(","));
    },
    setPlaceholder: (value) => setAttribute(field, "placeholder", value),
  };
}
