// Which conversation this browser has with this server: {conversationId, token} or null.

function createConversation(onChange) {
  let current = store.get("conversation");

  const replace = (next) => {
    if (current?.conversationId === next?.conversationId) return;
    const before = current;
    current = next;
    onChange(current, before);
  };

  store.onForeignChange((key) => {
    if (key === null || key === "conversation") replace(store.get("conversation"));
  });

  return {
    get current() {
      return current;
    },

    /** The stored one, or a new one. Two tabs asking at once get the same. */
    ensure() {
      return alone("create", async () => {
        const stored = store.get("conversation");
        if (stored) {
          replace(stored);
          return stored;
        }
        const { conversationId, token, customer } = await api.create();
        const created = { conversationId, token, customer };
        store.set("conversation", created);
        // Where the customer was, for whoever helps them; without what a query may hold.
        api.post(created, "details", { fields: { page: (location.origin + location.pathname).slice(0, 500) } }).catch(() => {});
        replace(created);
        return created;
      });
    },

    /** Only forgets the one that failed: another tab may have begun a new one already. */
    forget(failed) {
      if (store.get("conversation")?.conversationId === failed.conversationId) {
        store.remove("conversation");
        store.remove("read");
      }
      replace(store.get("conversation"));
    },

    /**
     * A known customer's conversation ends here when the page says that nobody, or somebody else, is signed in. Tells whether
     * it did. What can't be told now changes nothing.
     */
    async checkCustomer() {
      const stored = store.get("conversation");
      if (!stored?.customer || !globalThis.parleyCustomer) return false;
      try {
        if (subject(await globalThis.parleyCustomer()) === stored.customer) return false;
      } catch {
        return false;
      }
      if (store.get("conversation")?.conversationId !== stored.conversationId) return false;
      this.forget(stored);
      return true;
    },

    /** Does something with the conversation; when that one is gone, once more with a new one. */
    async use(task) {
      const conversation = await this.ensure();
      try {
        return await task(conversation);
      } catch (error) {
        if (!error.gone) throw error;
        this.forget(conversation);
        return task(await this.ensure());
      }
    },
  };
}
