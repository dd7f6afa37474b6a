// The HTTP API and the event stream. No state here.

const REQUEST_TIMEOUT = 20000;
const UPLOAD_TIMEOUT = 180000; // 10 MB on a slow line
const STREAM_SILENCE = 45000; // the server sends at least a comment about every 15 s

class ApiError extends Error {
  constructor(status, message, retryAfter = 0) {
    super(message);
    this.status = status; // 0: no answer at all
    this.retryAfter = retryAfter; // milliseconds
  }

  /** Worth trying again as it is. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** The conversation is no longer ours: expired, deleted, or the token was revoked. */
  get gone() {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

async function failure(response) {
  let message = "HTTP " + response.status;
  try {
    message = (await response.json()).error.message || message;
  } catch {
    // A proxy's error page; the status says enough.
  }
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  return new ApiError(response.status, message, Math.min(seconds, 60) * 1000);
}

async function call(path, { token, body, file, headers, signal } = {}) {
  let response;
  try {
    response = await fetch(ORIGIN + "/api/v1/web/" + path, {
      method: body || file ? "POST" : "GET",
      credentials: "omit",
      headers: {
        Accept: "application/json",
        ...(token && { Authorization: "Bearer " + token }),
        ...(body && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: file ?? (body && JSON.stringify(body)),
      signal,
    });
  } catch (error) {
    throw new ApiError(0, String(error));
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function callForJson(path, { timeout = REQUEST_TIMEOUT, ...options } = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeout);
  try {
    const response = await call(path, { ...options, signal: limit.signal });
    const raw = await response.text(); // 202 and 204 may come without a body
    return raw ? JSON.parse(raw) : {};
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Whom a JWT names; nobody, if there is none. Not verified: that is for the server. */
const subject = (jwt) => (jwt ? JSON.parse(atob(jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub : undefined);

// parleyCustomer is the page's own function: it gives the JWT by which the shop's server says who this is. When that fails,
// the visitor can still ask as anybody can.
async function create() {
  const customer = await Promise.resolve()
    .then(() => globalThis.parleyCustomer?.())
    .catch(() => null);
  const start = (who) => callForJson("conversations", { body: { locale: LOCALE, customer: who ?? null } });
  if (!customer) return start();
  try {
    return { ...(await start(customer)), customer: subject(customer) };
  } catch (error) {
    if (error.status !== 401) throw error;
    console.warn("parley: " + error.message);
    return start();
  }
}

/** With its end, which says what it is; an address must not be too long. */
function shortName(name) {
  const letters = [...name];
  return letters.length > 100 ? letters.slice(0, 80).join("") + "…" + letters.slice(-19).join("") : name;
}

const api = {
  config: () => callForJson("config?locale=" + encodeURIComponent(LANG)),
  create,
  post: ({ conversationId, token }, what, body) =>
    callForJson(`conversations/${encodeURIComponent(conversationId)}/${what}`, { token, body }),
  upload: ({ conversationId, token }, id, file) =>
    callForJson(
      `conversations/${encodeURIComponent(conversationId)}/files?clientMessageId=${id}&name=${encodeURIComponent(shortName(file.name))}&locale=${encodeURIComponent(LOCALE)}`,
      { token, file, headers: { "Content-Type": "application/octet-stream" }, timeout: UPLOAD_TIMEOUT },
    ),
  file: async ({ conversationId, token }, id) =>
    (await call(`conversations/${encodeURIComponent(conversationId)}/files/${id}`, { token, headers: { Accept: "*/*" } })).blob(),
  events: async ({ conversationId, token }, after) =>
    (await callForJson(`conversations/${encodeURIComponent(conversationId)}/events?after=${after}`, { token }))
      .events ?? [],
  stream: readStream,
};

/**
 * Reads events until the stream ends (returns) or breaks (throws). onBytes is called for every
 * chunk, also for heartbeats. EventSource would do all this but can't send the token's header.
 */
async function readStream({ conversationId, token }, after, onEvent, onBytes, signal) {
  const own = new AbortController();
  const stop = () => own.abort();
  signal.addEventListener("abort", stop);
  let watchdog = setTimeout(stop, STREAM_SILENCE);
  try {
    const path = `conversations/${encodeURIComponent(conversationId)}/events?after=${after}`;
    const response = await call(path, {
      token,
      headers: { Accept: "text/event-stream" },
      signal: own.signal,
    });
    if (!/^text\/event-stream/i.test(response.headers.get("Content-Type") ?? "")) {
      throw new ApiError(0, "not a stream");
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const parse = sseParser((data) => {
      const event = JSON.parse(data);
      if (event.type !== "heartbeat") onEvent(event);
    });
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, STREAM_SILENCE);
      onBytes();
      parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener("abort", stop);
    own.abort(); // also closes the connection when onEvent threw
  }
}

/** Only data lines matter here: the sequence number is in the event itself. */
function sseParser(onData) {
  let rest = "";
  let data = [];
  return (chunk) => {
    // A \r at the very end may be the first half of \r\n, so it waits for the next chunk.
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (data.length) onData(data.join("\n"));
        data = [];
      } else if (line.startsWith("data:")) {
        data.push(line.slice(line[5] === " " ? 6 : 5));
      }
    }
  };
}
