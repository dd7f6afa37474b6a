// Puts the parts together.

const TYPING_FOR = 10000;
const CUSTOMER_FOR = 5000;

function boot() {
  let config = null;
  let up = true;
  let renewed = false;
  let sync = null;
  let typing = 0; // a timer, while the indicator shows

  // Several changes in a row make one rendering.
  let scheduled = false;
  function changed() {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      render();
    });
  }

  function setTyping(on) {
    clearTimeout(typing);
    typing = on && log.mode().who === "bot" ? setTimeout(setTyping, TYPING_FOR, false) : 0;
    changed();
  }

  function setUp(value) {
    // Whatever gave up while the server was away.
    if (value && !up) outbox.retryAll();
    up = value;
    changed();
  }

  const log = createLog(changed);
  const conversation = createConversation((current, before) => {
    if (before) {
      log.reset();
      // A known customer's ends when they sign out, in this tab or in another.
      renewed = !before.customer;
      if (before.customer) view.forgetDraft();
      setTyping(false);
    }
    startSync(current, !before);
    changed();
  });
  const outbox = createOutbox({
    conversation,
    log,
    changed,
    onTrouble: () => setTyping(false),
    onAccepted: (seq) => setTyping(!log.repliedAfter(seq)),
    onRefusedFile: ({ name }, { status }) => view.alert(text(status === 415 ? "fileKind" : "fileFailed", { name })),
  });

  function startSync(current, isNew) {
    sync?.stop();
    sync = null;
    setUp(true);
    if (!current) return;
    if (isNew) log.setLoaded(true); // nothing to wait for
    sync = createSync(current, {
      log,
      onUp: setUp,
      onGone: (gone) => conversation.forget(gone),
      onEvents(events) {
        for (const event of events) {
          if (event.clientMessageId) outbox.confirm(event.clientMessageId);
          if (event.type !== "customer") setTyping(false);
        }
      },
    });
  }

  const load = (file) => patiently(() => api.file(conversation.current, file.id));

  /** Pictures that nobody looks at are not fetched: the chat is on each page of the shop, and mostly closed. */
  const waitingForALook = [];
  function loadWhenOpen(file) {
    if (view.isOpen()) return load(file);
    return new Promise((resolve) => waitingForALook.push(resolve)).then(() => load(file));
  }

  /** Three attempts at something that isn't kept in the outbox. */
  async function patiently(task) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await task();
      } catch (error) {
        if (!error.passing || attempt === 2) throw error;
        await nap(Math.max(backoff(attempt), error.retryAfter));
      }
    }
  }

  const view = createView({
    changed,
    retry: outbox.retry,
    discard: outbox.discard,

    send(words) {
      outbox.send(words);
      setTyping(true);
    },

    async human() {
      if (log.mode().who !== "bot") return;
      log.setAsked(true);
      const clientMessageId = uuid(); // one press, however often it has to be sent
      try {
        await patiently(() =>
          conversation.use((c) => {
            log.setAsked(true); // a new conversation began with an empty log
            return api.post(c, "human", { clientMessageId });
          }),
        );
        // The notice normally follows at once. If none comes, the button must not stay blocked.
        setTimeout(() => log.setAsked(false), TYPING_FOR);
      } catch {
        log.setAsked(false);
        view.alert(text("humanFailed"));
      }
    },

    async feedback(turnId, helpful, comment) {
      const before = log.setHelpful(turnId, helpful);
      sync?.tellHelpful(turnId, helpful);
      try {
        const body = { turnId, helpful, ...(comment && { comment }) };
        await patiently(() => api.post(conversation.current, "feedback", body));
      } catch (error) {
        log.setHelpful(turnId, before);
        sync?.tellHelpful(turnId, before);
        throw error;
      }
    },

    async details(form, fields) {
      await patiently(() => conversation.use((c) => api.post(c, "details", { fields })));
      store.set(form, conversation.current.conversationId);
      changed();
    },

    attach(file) {
      const isTooLarge = file.size > config.files.maxBytes;
      view.alert(isTooLarge ? text("fileTooLarge", { name: file.name, n: config.files.maxBytes / 1e6 }) : "");
      if (!isTooLarge) outbox.sendFile(file);
    },

    load: loadWhenOpen,

    async open(file) {
      try {
        saveFile(await load(file), file.name);
      } catch {
        view.alert(text("humanFailed"));
      }
    },

    save: () => saveTranscript(log.all(), config?.botName || text("assistant")),

    async choose(choiceId) {
      setTyping(true);
      const clientMessageId = uuid();
      try {
        await patiently(() => api.post(conversation.current, "choices", { choiceId, clientMessageId }));
        return true;
      } catch {
        setTyping(false);
        view.alert(text("choiceFailed"));
        return false;
      }
    },
  });

  /** The form that is to be filled in now, if any. */
  function formToFill(loading) {
    if (!config || loading) return null;
    const done = (form) => conversation.current && store.get(form) === conversation.current.conversationId;
    const untouched = !log.all().length && !outbox.list().length;
    if (untouched) return asList(config.preChat).length && !done("preChat") ? "preChat" : null;
    const asked = new Set(asList(config.preChat).filter((field) => field.required).map((field) => field.id));
    const isKnown = done("contact") || asList(config.contact).every((field) => asked.has(field.id));
    return log.mode().who === "waiting" && !isKnown ? "contact" : null;
  }

  function render() {
    if (view.isOpen()) for (const look of waitingForALook.splice(0)) look();
    const read = store.get("read") ?? 0;
    let unread = log.unread(read);
    if (unread && view.isOpen() && !document.hidden) {
      store.set("read", log.cursor);
      unread = 0;
    }
    const loading = Boolean(conversation.current) && !log.loaded;
    const ask = formToFill(loading);
    view.render({ config, log, pending: outbox.list(), typing, renewed, loading, unread, up, ask });
  }

  async function loadConfig() {
    for (let attempt = 0; !config; attempt++) {
      try {
        config = await api.config();
        if (sync) changed();
        else setUp(true);
      } catch (error) {
        if (!sync) setUp(false);
        await nap(Math.max(backoff(attempt), error.retryAfter));
      }
    }
  }

  async function checkCustomer() {
    if (await conversation.checkCustomer()) outbox.clear();
  }

  addEventListener("parley-customer", checkCustomer); // the page tells that somebody signed in or out
  store.onForeignChange(changed); // e.g. read in another tab
  document.addEventListener("visibilitychange", changed);
  render();
  view.mount();
  loadConfig();
  // Before anything of a known customer's is shown: somebody else may sit there by now.
  Promise.race([checkCustomer(), nap(CUSTOMER_FOR)]).finally(() => {
    if (!sync) startSync(conversation.current, false);
    outbox.start();
  });
}

// A page may carry the tag twice, from its template and from a tag manager.
const LOADED = Symbol.for("parley.chat " + ORIGIN);
if (!window[LOADED]) {
  window[LOADED] = true;
  if (document.body) boot();
  else document.addEventListener("DOMContentLoaded", boot);
}
