// Every word the widget shows, in English; other languages are in languages.js. A page may say any of them otherwise, in its
// own language, by window.parleyTexts = { launcherOpen: "…" }.

const TEXTS = {
  ...LANGUAGES,
  en: {
    launcherOpen: "Open chat",
    launcherClose: "Close chat",
    unread: { one: "{n} new message", other: "{n} new messages" },
    region: "Support chat",
    panel: "Chat with {name}",
    chat: "Chat",
    close: "Close chat",
    log: "Conversation",
    loading: "Loading the conversation…",
    statusBot: "Automated assistant · answers in seconds",
    statusWaiting: "Waiting for a person",
    statusAgent: "Chatting with {name}",
    statusOffline: "No connection · trying again",
    human: "Talk to a person",
    humanAsking: "Asking for a person…",
    humanWaiting: "A person will join as soon as they can",
    humanAgent: "You’re talking to {name}",
    humanFailed: "That didn’t go through. Please try again in a moment.",
    suggestions: "Suggested questions",
    choices: "Choose an answer",
    choiceFailed: "Your choice didn’t go through. Please try again.",
    composer: "Your message",
    placeholder: "Ask a question…",
    placeholderPerson: "Write a message…",
    send: "Send message",
    attach: "Send a file",
    fileFailed: "{name} was not sent. Please try again.",
    fileTooLarge: "{name} is too large: {n} MB is the most.",
    fileKind: "{name} can’t be sent. Pictures, PDF and text are fine.",
    left: { one: "{n} character left", other: "{n} characters left" },
    over: { one: "{n} character too many", other: "{n} characters too many" },
    you: "You",
    assistant: "Assistant",
    person: "Support team",
    typing: "{name} is typing…",
    sending: "Sending…",
    failed: "Not sent",
    retry: "Retry",
    discard: "Delete",
    newMessages: "New messages",
    updated: "updated {when}",
    inLanguage: "in {language}",
    newTab: "Opens in a new tab",
    table: "Table",
    helpfulQuestion: "Did this help?",
    helpful: "Yes, this helped",
    unhelpful: "No, this didn’t help",
    thanks: "Thanks for letting us know.",
    commentLabel: "What was missing? (optional)",
    commentSend: "Send",
    feedbackFailed: "We couldn’t save that. Please try again.",
    handoff: "We’ve asked a person to join this chat.",
    joined: "{name} joined the chat.",
    returned: "The assistant is back.",
    resolved: "This conversation was marked as resolved.",
    save: "Save this conversation",
    start: "Start the chat",
    contact: "Tell us how to reach you, in case you have to go before a person is here.",
    optional: "(optional)",
    renewed: "Your earlier conversation has expired, so this is a new one.",
  },
};

// The page's language decides, because the shop's own greeting and articles are in it.
/** The page's language, else the browser's: what the customer is spoken to in, as far as the server knows it. */
const LOCALE = document.documentElement.lang || navigator.language || "";
const LANG = (() => {
  const wanted = LOCALE.toLowerCase();
  return TEXTS[wanted] ? wanted : TEXTS[wanted.split("-")[0]] ? wanted.split("-")[0] : "en";
})();

/** text("unread", {n: 2}) → "2 new messages"; entries with one/other follow the language's plural rules. */
function text(key, values = {}) {
  let entry = globalThis.parleyTexts?.[key] ?? TEXTS[LANG][key] ?? TEXTS.en[key];
  if (typeof entry === "object") {
    entry = entry[new Intl.PluralRules(LANG).select(values.n)] ?? entry.other;
  }
  return entry.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** "today", "yesterday", "12 days ago" and, from two years on, "3 years ago" for a calendar date like 2026-10-12. */
function ago(date) {
  const then = Date.parse(String(date).slice(0, 10) + "T00:00:00Z");
  if (Number.isNaN(then)) return "";
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const days = Math.max(0, Math.round((today - then) / 86400000));
  const say = (n, unit, numeric) =>
    new Intl.RelativeTimeFormat(LANG, { numeric }).format(-n, unit);
  if (days < 731) return say(days, "day", days < 2 ? "auto" : "always");
  return say(Math.floor(days / 365.25), "year", "always");
}

function timeOfDay(date) {
  return new Intl.DateTimeFormat(navigator.languages, { timeStyle: "short" }).format(date);
}

function dayName(date) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (days < 2) {
    const word = new Intl.RelativeTimeFormat(LANG, { numeric: "auto" }).format(-Math.max(0, days), "day");
    return word[0].toUpperCase() + word.slice(1);
  }
  return new Intl.DateTimeFormat(navigator.languages, { dateStyle: "long" }).format(date);
}

function languageName(code) {
  try {
    return new Intl.DisplayNames([LANG], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
