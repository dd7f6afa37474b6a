// The list of messages. items() says what is to be seen, the list brings the page in line with it
// without rebuilding what is there already.

const GROUP_WITHIN = 5 * 60000;

/** From state to items; a message keeps its key from "sending" to "sent", and so its element. */
function items({ config, log, pending, typing, renewed, loading, ask }) {
  const result = [];
  const bot = config?.botName || text("assistant");
  if (config) result.push({ key: "greeting", kind: "greeting", config, author: bot });
  if (renewed) result.push({ key: "renewed", kind: "notice", text: text("renewed") });
  if (loading) result.push({ key: "loading", kind: "notice", text: text("loading") });

  const mode = log.mode();
  const events = log.all();
  const waiting = pending.filter((m) => !log.find(m.clientMessageId));
  if (ask === "preChat") result.push({ key: "preChat", kind: "preChat", fields: config.preChat });
  else if (config && !loading && !events.length && !pending.length && asList(config.suggestions).length) {
    result.push({ key: "suggestions", kind: "suggestions", list: config.suggestions });
  }
  const lastTalk = events.findLast((e) => e.type !== "notice");
  let day = new Date().toDateString();
  for (const event of events) {
    const at = new Date(Date.parse(event.at) || Date.now());
    if (at.toDateString() !== day) {
      day = at.toDateString();
      result.push({ key: "day" + day, kind: "notice", text: dayName(at) });
    }
    if (event.type === "notice") {
      const kind = event.notice?.kind;
      const known = ["handoff", "joined", "returned", "resolved"].includes(kind);
      const words = event.text || (known ? text(kind, { name: event.agent?.name ?? text("person") }) : "");
      if (words) result.push({ key: "e" + event.seq, kind: "notice", event, text: words });
    } else if (event.type === "customer") {
      // A file gets an element of its own once it can be saved.
      const key = (event.clientMessageId ?? "e" + event.seq) + (event.file?.id ?? "");
      result.push({ key, kind: "customer", event, at, state: "sent" });
    } else {
      result.push({
        // An element is not changed once it is there: one that was made before the bot's name was known is made anew.
        key: "e" + event.seq + (config ? "" : "-unnamed"),
        kind: event.type === "agent" ? "agent" : "bot",
        event,
        at,
        author: event.type === "agent" ? event.agent?.name || text("person") : bot,
        open: event === lastTalk && !waiting.length,
        mode,
      });
    }
  }
  for (const message of waiting) {
    const state = message.failed ? "failed" : "sending";
    result.push({ key: message.clientMessageId, kind: "customer", event: message, at: new Date(message.at), state });
  }
  if (ask === "contact") result.push({ key: "contact", kind: "contact", fields: config.contact });
  if (typing) result.push({ key: "typing", kind: "typing", author: bot });
  return result;
}

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;
const LARGEST_SHOWN = 5e6;

/** Drawn, not referred to: its content has no address in the page, and the page's policy need not allow any. */
function picture(file, actions) {
  const canvas = el("canvas", { class: "picture", role: "img", "aria-label": file.name, "data-parley": "picture", hidden: true });
  actions
    .load(file)
    .then((blob) => createImageBitmap(blob))
    .then((bitmap) => {
      const scale = Math.min(1, 480 / bitmap.width, 480 / bitmap.height);
      canvas.width = Math.max(1, bitmap.width * scale);
      canvas.height = Math.max(1, bitmap.height * scale);
      canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      canvas.hidden = false;
      actions.grown();
    })
    .catch(() => canvas.remove()); // its name is there
  return canvas;
}

/** What was sent with a line; saved on a click, so that nothing of it runs in the page. */
function attachment(file, actions) {
  if (!file) return null;
  const shown = file.state === "ready" && PICTURE.test(file.mediaType) && file.bytes <= LARGEST_SHOWN;
  const size = file.bytes ? ` (${Math.ceil(file.bytes / 1000)} kB)` : "";
  const name = el("bdi", null, file.name);
  return el(
    "div",
    null,
    shown ? picture(file, actions) : null,
    el(
      "p",
      { class: "file", "data-parley": "file" },
      icon("attach"),
      // It has no id while it is on its way.
      !file.id || file.state === "refused" ? el("span", null, name, size) : el("button", { type: "button", class: "link-button", onclick: () => actions.open(file) }, name, size),
    ),
  );
}

function messageShell({ kind, author, at, event }, body, ...below) {
  const time = at ? el("time", { datetime: at.toISOString() }, timeOfDay(at)) : null;
  const customer = kind === "customer";
  return el(
    "div",
    { class: "message " + kind, "data-parley": "message", "data-author": kind, "data-seq": event?.seq },
    el(
      "div",
      { class: "who" },
      customer ? null : el("span", { class: "avatar", "aria-hidden": "true" }, initial(author)),
      el("span", { class: customer ? "unseen" : "author" }, customer ? text("you") : author),
      customer ? null : time,
    ),
    body,
    ...below,
    customer ? el("div", { class: "meta" }, time) : null,
  );
}

/** Each maker returns {node, update?(item)}. */
const MAKERS = {
  notice: (item) => ({
    node: el("p", { class: "notice", "data-parley": "notice", "data-kind": item.event?.notice?.kind }, item.text),
  }),

  greeting({ config, author }) {
    const paragraphs = [config.greeting, config.disclosure].filter(Boolean);
    const body = el("div", { class: "bubble" }, ...paragraphs.map((p) => el("p", { class: "plain", dir: "auto" }, p)));
    const node = messageShell({ kind: "bot", author }, body);
    node.dataset.parley = "greeting";
    return { node };
  },

  suggestions: ({ list }, actions) => ({ node: chips(text("suggestions"), "suggestion", list, actions.send) }),

  preChat: ({ fields }, actions) =>
    form({ hook: "pre-chat", fields, button: text("start") }, (filled) => actions.details("preChat", filled)),

  contact: ({ fields }, actions) =>
    form({ hook: "contact", title: text("contact"), fields, button: text("commentSend") }, (filled) => actions.details("contact", filled)),

  typing: ({ author }) => ({
    node: el(
      "div",
      { class: "message bot typing", "data-parley": "typing" },
      el("div", { class: "bubble" }, el("span", { class: "unseen" }, text("typing", { name: author })), ...[1, 2, 3].map(() => el("i"))),
    ),
  }),

  customer(item, actions) {
    const body = el(
      "div",
      { class: "bubble", dir: "auto" },
      item.event.text ? el("p", { class: "plain" }, item.event.text) : null,
      attachment(item.event.file, actions),
    );
    const node = messageShell(item, body);
    const meta = node.lastChild;
    let shown = "sent";
    const button = (hook, run) =>
      el("button", { type: "button", class: "link-button", "data-parley": hook, onclick: run }, text(hook));
    return {
      node,
      update({ state, event }) {
        node.dataset.state = state;
        if (event.seq) node.dataset.seq = event.seq;
        if (state === shown) return;
        shown = state;
        while (meta.childNodes.length > 1) meta.lastChild.remove();
        if (state === "sending") meta.append(el("span", { class: "pending", "aria-hidden": "true" }, text("sending")));
        if (state === "failed") {
          meta.append(
            el("strong", null, text("failed")),
            button("retry", () => actions.retry(event.clientMessageId)),
            button("discard", () => actions.discard(event.clientMessageId)),
          );
        }
      },
    };
  },

  bot(item, actions) {
    const { answer, choices } = item.event;
    const body = el("div", { class: "bubble", dir: "auto", lang: answer?.language }, ...content(item.event));
    const rating = answer?.turnId ? feedback(answer.turnId, actions) : null;
    const buttons = asList(choices).length ? choiceButtons(choices, actions) : null;
    return {
      node: messageShell(item, body, answer?.title ? citation(answer) : null, rating?.node, buttons),
      update({ event, open, mode }) {
        rating?.update(event.answer.helpful, mode);
        if (buttons) buttons.hidden = !open;
      },
    };
  },

  agent: (item, actions) => ({
    node: messageShell(item, el("div", { class: "bubble", dir: "auto" }, ...(item.event.text ? content(item.event) : []), attachment(item.event.file, actions))),
  }),
};

function createList(box, actions) {
  let shown = new Map();

  /** Returns the first new message of the other side, and whether the customer's own was added. */
  return function show(list) {
    const next = new Map();
    let previous = null;
    let place = null;
    let arrived = null;
    let own = false;
    for (const item of list) {
      const entry = shown.get(item.key) ?? MAKERS[item.kind](item, actions);
      if (!shown.has(item.key)) {
        if (item.state === "sending") own = true;
        else if (item.event) arrived ??= entry.node;
      }
      entry.update?.(item);
      const grouped =
        previous?.at && item.at && previous.kind === item.kind &&
        previous.author === item.author && item.at - previous.at < GROUP_WITHIN;
      entry.node.classList.toggle("grouped", Boolean(grouped));
      const expected = place ? place.nextSibling : box.firstChild;
      if (expected !== entry.node) box.insertBefore(entry.node, expected);
      next.set(item.key, entry);
      place = entry.node;
      previous = item;
    }
    for (const [key, { node }] of shown) if (!next.has(key)) node.remove();
    shown = next;
    return { arrived, own };
  };
}
