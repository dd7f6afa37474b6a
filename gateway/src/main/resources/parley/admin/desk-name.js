// The agent's display name: asked once, kept in this browser, changeable.

import { byId } from "./admin.js";

const KEY = "parley.agent-name";
let name = "";

try {
  name = localStorage.getItem(KEY) ?? "";
} catch {
  // storage is blocked: the name lives until the page is closed
}

export const agentName = () => name;

function show(editing) {
  byId("name-form").hidden = !editing;
  byId("name-shown").hidden = editing;
  byId("name-current").textContent = name;
  byId("name-note").hidden = !name;
  byId("name-error").textContent = "";
}

// Called when something needs the name and there is none yet.
export function askName() {
  show(true);
  byId("name-error").textContent = "Enter your name first: customers see who answers them.";
  byId("name-input").focus();
}

export function setUpName(changed) {
  const input = byId("name-input");
  byId("name-change").addEventListener("click", () => {
    show(true);
    input.value = name;
    input.select();
  });
  byId("name-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = input.value.trim().replace(/\s+/g, " ");
    if (!typed) {
      askName();
      return;
    }
    name = typed;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // see above
    }
    show(false);
    byId("name-change").focus();
    changed();
  });
  show(!name);
}
