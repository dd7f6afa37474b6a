// The conversation as this tab knows it: the server's events, and what follows from them.

function createLog(changed) {
  const events = new Map(); // by seq
  const accepted = new Map(); // by clientMessageId: taken by the server, event not seen yet
  let cursor = 0; // everything up to here has been received from the server
  let loaded = false;
  let asked = false; // a person was asked for here, the notice hasn't come yet

  return {
    get cursor() {
      return cursor;
    },
    get loaded() {
      return loaded;
    },
    setLoaded(value) {
      loaded = value;
      changed();
    },

    /** Takes events in any number of copies; returns those that were new. */
    add(list) {
      const fresh = list.filter((event) => Number.isInteger(event?.seq) && !events.has(event.seq));
      for (const event of fresh) {
        events.set(event.seq, event);
        cursor = Math.max(cursor, event.seq);
        if (event.clientMessageId) accepted.delete(event.clientMessageId);
        if (event.type !== "customer") asked = false;
      }
      if (fresh.length) changed();
      return fresh;
    },

    /**
     * A message the server has taken stays visible at its place until its event arrives. It
     * doesn't move the cursor: events before it may still be on their way.
     */
    accept(message, seq) {
      if (this.find(message.clientMessageId)) return;
      accepted.set(message.clientMessageId, {
        seq,
        at: new Date(message.at).toISOString(),
        type: "customer",
        text: message.text,
        file: message.file,
        clientMessageId: message.clientMessageId,
      });
      changed();
    },

    find(clientMessageId) {
      for (const event of events.values()) {
        if (event.clientMessageId === clientMessageId) return event;
      }
      return accepted.get(clientMessageId);
    },

    /** In order, accepted messages included. */
    all() {
      return [...events.values(), ...accepted.values()].sort((a, b) => a.seq - b.seq);
    },

    /** Sets it and returns what it was. */
    setHelpful(turnId, helpful) {
      let before = null;
      for (const event of events.values()) {
        if (event.answer?.turnId !== turnId) continue;
        before = event.answer.helpful ?? null;
        event.answer.helpful = helpful;
      }
      changed();
      return before;
    },

    setAsked(value) {
      asked = value;
      changed();
    },

    /** Who answers now: {who: "bot" | "asking" | "waiting" | "agent", name}. */
    mode() {
      let mode = { who: "bot" };
      for (const event of this.all()) {
        const kind = event.notice?.kind;
        const name = event.agent?.name;
        if (kind === "handoff") mode = { who: "waiting" };
        else if (kind === "joined" || event.type === "agent") {
          mode = { who: "agent", name: name ?? mode.name ?? text("person") };
        } else if (kind === "returned" || kind === "resolved") mode = { who: "bot" };
      }
      return asked && mode.who === "bot" ? { who: "asking" } : mode;
    },

    /** Messages from the other side after the given seq. */
    unread(seq) {
      return this.all().filter((e) => e.seq > seq && (e.type === "bot" || e.type === "agent")).length;
    },

    repliedAfter(seq) {
      return this.all().some((event) => event.seq > seq && event.type !== "customer");
    },

    reset() {
      events.clear();
      accepted.clear();
      cursor = 0;
      loaded = false;
      asked = false;
      changed();
    },
  };
}
