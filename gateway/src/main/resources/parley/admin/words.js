// The API's codes in plain words, and numbers as people read them.

import { when } from "./admin.js";

const REASONS = {
  no_touch: "A topic only people answer",
  customer_request: "The customer asked for a person",
  policy_pause: "Answers are paused",
  rollout: "The bot does not answer here yet",
  keyword: "Words that call for a person",
  sentiment: "The customer sounds upset",
  repeated_failure: "The bot's answers did not help",
  not_sure: "The knowledge base had no sure answer",
  system_error: "Something broke on our side",
};

// some_code → Some code: readable even for a code that is newer than this page.
export function plain(code) {
  const text = String(code ?? "").replace(/[_-]+/g, " ").trim();
  return text ? text[0].toUpperCase() + text.slice(1) : "–";
}

export const reasonWords = (reason) => REASONS[reason] ?? plain(reason);

export function pauseWords(pause) {
  const what = pause.category ? `about ${plain(pause.category).toLowerCase()}` : "";
  const where = pause.channel ? `on ${pause.channel}` : "";
  return `${["The bot's answers", what, where].filter(Boolean).join(" ")} are paused ${pause.expiresAt ? `until ${when(pause.expiresAt)}` : "until somebody resumes them"}: ${pause.reason} (${pause.by}) `;
}

export const percent = (value, digits = 0) =>
  typeof value === "number" ? `${Number((value * 100).toFixed(digits))}%` : "–";

export const count = (number, one, many = one + "s") => `${number} ${number === 1 ? one : many}`;

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

export function languageName(code) {
  try {
    return names.of(code) ?? code;
  } catch {
    return code || "–"; // not a language tag, for example "und?" or an empty text
  }
}

export function validLanguage(code) {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(code ?? "") ? code : null;
}

export const size = (bytes) => bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

export function milliseconds(value) {
  if (typeof value !== "number") return "–";
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)} s`;
}
