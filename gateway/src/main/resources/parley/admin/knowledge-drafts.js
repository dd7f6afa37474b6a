// "Drafts": what agents answered, to be made an article. Who publishes or dismisses is the page's user.

import { api, byId, el, reconcile, setText, timeElement } from "./admin.js";

const BASE = "/api/v1/drafts";
const DONE = {
  answered: "Published, and its question is answered by it now.",
  published: "Published, but its question is not answered by it yet: look at the wording.",
  dismissed: "Dismissed.",
};

export function setUpDrafts(changed) {
  /** False when it was refused: the error is shown, and nothing was changed. */
  async function act(id, action, body, said) {
    setText(byId("drafts-error"), "");
    let done = true;
    try {
      const draft = await api(`${BASE}/${id}/${action}`, { method: "POST", body });
      setText(byId("drafts-status"), said ?? DONE[draft.state] ?? "Done.");
      if (action === "publish") changed();
    } catch (error) {
      setText(byId("drafts-error"), error.message);
      done = false;
    }
    await load();
    return done;
  }

  function create(draft) {
    const title = el("input", { type: "text", maxlength: 150, dir: "auto", value: draft.title });
    const text = el("textarea", { rows: 6, dir: "auto" });
    text.value = draft.body;
    const words = () => ({ title: title.value.trim(), body: text.value.trim() });
    const button = (label, name, run, primary) => el("button",
      { type: "button", class: primary ? "primary" : null, "data-kb": `draft-${name}`, click: run },
      label, el("span", { class: "visually-hidden" }, `: ${draft.title}`));
    return el("li", { class: "draft", "data-kb": "draft" },
      el("p", { class: "question pre", dir: "auto" }, draft.question),
      el("p", { class: "small muted" }, timeElement(draft.createdAt),
        draft.state === "published" ? " · published, and its question is still not answered by it" : "",
        draft.edits ? " · changes the article " : draft.nearest ? " · nearest article: " : " · no article is near",
        el("bdi", {}, draft.edits ? draft.articleId : draft.nearest ?? "")),
      el("label", {}, "Title", title),
      el("label", {}, "Text; names and numbers of the customer are masked", text),
      el("div", { class: "try-row" },
        button("Publish", "publish", async () => {
          const now = words();
          const isChanged = now.title !== draft.title || now.body !== draft.body;
          if (isChanged && !await act(draft.id, "edit", now, "Saved.")) return;
          await act(draft.id, "publish", {});
        }, true),
        button("Save", "save", () => act(draft.id, "edit", words(), "Saved.")),
        draft.edits && draft.state === "open" ? button("Make it an article of its own", "separate",
          () => act(draft.id, "separate", {}, "It is an article of its own now.")) : null,
        draft.state === "open" ? button("Dismiss", "dismiss", () => act(draft.id, "dismiss", {})) : null));
  }

  async function load() {
    try {
      const open = (await api(BASE)).drafts.filter((draft) => ["open", "published"].includes(draft.state));
      // A draft that somebody else changed meanwhile is shown anew.
      reconcile(byId("drafts"), open, (draft) => `${draft.id} ${draft.state} ${draft.title} ${draft.body}`, create);
      byId("drafts-empty").hidden = open.length > 0;
    } catch (error) {
      setText(byId("drafts-error"), error.message);
    }
  }
  load();
}
