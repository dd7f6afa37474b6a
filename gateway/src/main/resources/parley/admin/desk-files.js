// Files that go with the next reply to a handoff: chosen, shown, and only sent with it.

import { byId, el, reconcile } from "./admin.js";
import { size } from "./words.js";

const chosen = new Map(); // by handoff; a browser can't keep them over a reload

export const list = (id) => chosen.get(id) ?? [];

export function show(id) {
  reconcile(byId("reply-files"), list(id), (file) => `${id} ${file.name} ${file.size} ${file.lastModified}`,
    (file) => el("li", {}, el("bdi", {}, file.name), ` (${size(file.size)})`,
      el("button", { type: "button", class: "quiet tight", click: () => remove(id, file) }, "Remove",
        el("span", { class: "visually-hidden" }, ` ${file.name}`))));
}

export function add(id, files) {
  chosen.set(id, [...list(id), ...files]);
  show(id);
}

export function remove(id, file) {
  chosen.set(id, list(id).filter((other) => other !== file));
  show(id);
}
