// What files on their way contain. The browser keeps it until the server has them, so that they survive a reload, too. Where it
// refuses (private mode, quota), this tab has them.

const fileStore = (() => {
  const memory = new Map();

  const opened = () =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(KEY, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("files");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });

  async function disk(mode, step) {
    try {
      const database = await opened();
      try {
        return await new Promise((resolve, reject) => {
          const transaction = database.transaction("files", mode);
          const request = step(transaction.objectStore("files"));
          transaction.oncomplete = () => resolve(request.result);
          transaction.onerror = transaction.onabort = () => reject(transaction.error);
        });
      } finally {
        database.close();
      }
    } catch {
      return undefined;
    }
  }

  return {
    put(id, file) {
      memory.set(id, file);
      return disk("readwrite", (files) => files.put(file, id));
    },
    get: async (id) => memory.get(id) ?? (await disk("readonly", (files) => files.get(id))),
    remove(id) {
      memory.delete(id);
      return disk("readwrite", (files) => files.delete(id));
    },
  };
})();
