// Parley chat widget. The server joins the parts named in parts.txt, in that order, into one
// function; each part only defines things, and main.js starts them.

// document.currentScript is known only while the script first runs, never in a callback.
const SCRIPT = document.currentScript || document.querySelector('script[src*="/widget.js"]');
const ORIGIN = SCRIPT && SCRIPT.src ? new URL(SCRIPT.src).origin : location.origin;
const KEY = "parley:" + ORIGIN;

/**
 * localStorage by short keys, as JSON. What the browser refuses to store (private mode, quota)
 * is kept in memory instead, so that a message is never lost just for that.
 */
const store = (() => {
  const memory = new Map();
  const full = (key) => KEY + ":" + key;
  const disk = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };
  return {
    get(key) {
      const raw = memory.get(full(key)) ?? disk((d) => d.getItem(full(key)));
      try {
        return JSON.parse(raw ?? "null");
      } catch {
        return null;
      }
    },
    set(key, value) {
      const raw = JSON.stringify(value);
      memory.delete(full(key));
      if (disk((d) => (d.setItem(full(key), raw), true)) === null) memory.set(full(key), raw);
    },
    remove(key) {
      memory.delete(full(key));
      disk((d) => d.removeItem(full(key)));
    },
    keys(prefix) {
      const all = new Set([...memory.keys(), ...(disk((d) => Object.keys(d)) ?? [])]);
      return [...all].filter((k) => k.startsWith(full(prefix))).map((k) => k.slice(KEY.length + 1));
    },
    /** Calls back with the short key when another tab changed something (null: everything). */
    onForeignChange(callback) {
      addEventListener("storage", (event) => {
        if (event.key === null) callback(null);
        else if (event.key.startsWith(KEY + ":")) callback(event.key.slice(KEY.length + 1));
      });
    },
  };
})();

/** What belongs to this tab only: whether the panel is open, and the draft. */
const tabStore = {
  get(key) {
    try {
      return sessionStorage.getItem(KEY + ":" + key) || "";
    } catch {
      return "";
    }
  },
  set(key, value) {
    try {
      sessionStorage.setItem(KEY + ":" + key, value);
    } catch {
      // Only a convenience is lost.
    }
  },
};

function uuid() {
  // randomUUID exists in secure contexts only; a shop's staging site may be plain http.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Waits; wakes up early when the signal aborts or the browser comes back online. */
function nap(milliseconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}

/** 1 s, 2 s, 4 s … at most 10 s, shortened by up to a third so that clients don't come in step. */
function backoff(attempt) {
  return Math.min(1000 * 2 ** attempt, 10000) * (1 - Math.random() / 3);
}

/**
 * Runs the task while no other tab runs one of the same name, as far as the browser can tell. After
 * a while it runs all the same: the other tab may have been frozen in the background.
 */
async function alone(name, task) {
  if (!navigator.locks) return task();
  let started = false;
  const run = () => {
    started = true;
    return task();
  };
  try {
    return await navigator.locks.request(KEY + ":" + name, { signal: AbortSignal.timeout(30000) }, run);
  } catch (error) {
    if (started) throw error;
    return task(); // waited too long, or the browser blocks storage, and locks with it
  }
}
