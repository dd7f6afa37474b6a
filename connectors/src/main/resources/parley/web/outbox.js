// Messages on their way to the server. Each lies in localStorage under its own key until the
// server has it, so it survives a reload and any open tab can deliver it. Sending the same
// clientMessageId twice is harmless, so after a doubt it is simply sent again.

const ATTEMPTS = 5; // about 15 s in all
const SEND_BY_ITSELF_FOR = 24 * 3600 * 1000; // older ones wait for the customer to press Retry

function createOutbox({ conversation, log, changed, onTrouble, onAccepted, onRefusedFile }) {
  const keyOf = (id) => "out:" + id;
  const exists = (id) => store.get(keyOf(id)) !== null;
  const save = (message) => {
    store.set(keyOf(message.clientMessageId), message);
    changed();
  };
  const drop = (id) => {
    if (store.get(keyOf(id))?.file) fileStore.remove(id);
    store.remove(keyOf(id));
    changed();
  };
  const list = () =>
    store
      .keys("out:")
      .map((key) => store.get(key))
      .filter(Boolean)
      .sort((a, b) => a.at - b.at);

  // failed is "" (to be sent), "network" (gave up; blocks those behind it) or "rejected".
  const setFailed = (messages, failed) => {
    for (const message of messages) {
      if (exists(message.clientMessageId)) save({ ...message, failed });
    }
  };

  async function post({ clientMessageId, text, file }) {
    if (!file) return conversation.use((c) => api.post(c, "messages", { clientMessageId, text, locale: LOCALE }));
    const content = await fileStore.get(clientMessageId);
    if (!content) throw new ApiError(410, "only a tab that is closed had it");
    return conversation.use((c) => api.upload(c, clientMessageId, content));
  }

  async function deliver(message) {
    const { clientMessageId } = message;
    for (let attempt = 1; exists(clientMessageId); attempt++) {
      try {
        const { seq } = await post(message);
        log.accept(message, seq);
        drop(clientMessageId);
        onAccepted(seq);
        return;
      } catch (error) {
        onTrouble();
        if (!error.passing && message.file) {
          drop(clientMessageId);
          onRefusedFile(message.file, error);
        } else if (!error.passing) {
          setFailed([message], "rejected");
        } else if (attempt >= ATTEMPTS) {
          setFailed(list().filter((m) => !m.failed), "network");
        } else {
          await nap(Math.max(backoff(attempt - 1), error.retryAfter));
          continue;
        }
        return;
      }
    }
  }

  // Calls queue up behind each other, so one made while another is just finishing isn't lost.
  let work = Promise.resolve();
  function pump() {
    const drain = () =>
      alone("send", async () => {
        for (let next; (next = list().find((m) => !m.failed)); ) await deliver(next);
      });
    work = work.then(drain, drain);
  }

  function retryAll() {
    setFailed(list().filter((m) => m.failed === "network"), "");
    pump();
  }

  function add(clientMessageId, content) {
    // Strictly later than the last one, also when the clock went back.
    const at = Math.max(Date.now(), (list().at(-1)?.at ?? 0) + 1);
    save({ clientMessageId, ...content, at, failed: "" });
    retryAll();
  }

  addEventListener("online", retryAll);
  store.onForeignChange((key) => {
    if (key === null || key.startsWith("out:")) changed();
  });

  return {
    list,

    send: (content) => add(uuid(), { text: content }),

    async sendFile(file) {
      const id = uuid();
      await fileStore.put(id, file);
      add(id, { text: "", file: { name: file.name, bytes: file.size } });
    },

    retry(id) {
      const message = store.get(keyOf(id));
      if (message) setFailed([message], "");
      retryAll();
    },

    retryAll,

    discard: drop,

    /** They were somebody else's. */
    clear: () => list().forEach((message) => drop(message.clientMessageId)),

    /** The event of a message came in by the stream: it has arrived, whatever the request said. */
    confirm(id) {
      if (exists(id)) drop(id);
    },

    start() {
      const old = (m) => Date.now() - m.at > SEND_BY_ITSELF_FOR;
      setFailed(list().filter((m) => old(m) && !m.failed), "network");
      setFailed(list().filter((m) => !old(m) && m.failed === "network"), "");
      pump();
    },
  };
}
