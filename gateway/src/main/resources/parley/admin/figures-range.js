// Which days the figures cover, in UTC. Kept in the address, so that a reload or a link shows the same.

import { byId, day, now, setText } from "./admin.js";

const DAY = 86_400_000;
const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text));
const today = () => new Date(now()).toISOString().slice(0, 10);
const shift = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

let choice = "7";
let custom = { from: "", to: "" };

// First and last day, both included. Asked anew at each refresh: "today" moves on at midnight UTC.
function days() {
  if (choice === "custom") return custom;
  return { from: shift(today(), choice === "today" ? 0 : 1 - Number(choice)), to: today() };
}

export function range() {
  const { from, to } = days();
  return {
    query: new URLSearchParams({ from: `${from}T00:00:00Z`, to: `${shift(to, 1)}T00:00:00Z` }), // `to` is exclusive
    words: from === to ? `${day(from)}, UTC.` : `${day(from)} to ${day(to)}, both included, UTC.`,
  };
}

function complain(field, message) {
  for (const id of ["from", "to"]) byId(id).removeAttribute("aria-invalid");
  setText(byId("range-error"), message);
  if (!field) return;
  byId(field).setAttribute("aria-invalid", "true");
  byId(field).focus();
}

function readCustom() {
  const [from, to] = [byId("from").value, byId("to").value];
  if (!isDate(from)) return complain("from", "Choose the first day."), null;
  if (!isDate(to)) return complain("to", "Choose the last day."), null;
  if (from > to) return complain("to", "The last day is before the first."), null;
  complain(null, "");
  return { from, to };
}

function keepInAddress() {
  const query = choice === "custom" ? new URLSearchParams(custom) : new URLSearchParams({ range: choice });
  history.replaceState(null, "", "?" + query);
}

export function setUpRange(changed) {
  const query = new URLSearchParams(location.search);
  const [from, to] = [query.get("from"), query.get("to")];
  if (isDate(from) && isDate(to) && from <= to) {
    choice = "custom";
    custom = { from, to };
  } else if (["today", "30"].includes(query.get("range"))) {
    choice = query.get("range");
  }
  const form = byId("range");
  form.elements.range.value = choice;
  byId("custom").hidden = choice !== "custom";
  byId("from").value = days().from;
  byId("to").value = days().to;

  form.addEventListener("change", (event) => {
    if (event.target.name !== "range") return;
    const wanted = event.target.value;
    byId("custom").hidden = wanted !== "custom";
    complain(null, "");
    if (wanted === "custom") {
      // Starts from the days shown so far; nothing changes until "Show".
      ({ from: byId("from").value, to: byId("to").value } = days());
      return;
    }
    choice = wanted;
    keepInAddress();
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.elements.range.value !== "custom") return;
    const read = readCustom();
    if (!read) return;
    choice = "custom";
    custom = read;
    keepInAddress();
    changed();
  });
}
