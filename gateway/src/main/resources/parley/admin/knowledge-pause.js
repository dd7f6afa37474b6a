// "Pause answers": people answer for a while. What is paused stands above every page.

import { api, byId, el, setText } from "./admin.js";
import { agentName } from "./desk-name.js";
import { plain } from "./words.js";

const options = (select, all, names) =>
  select.replaceChildren(el("option", { value: "" }, all), ...names.map((name) => el("option", { value: name }, plain(name))));

/** @param categories of all articles */
export const showPauseCategories = (categories) => options(byId("pause-category"), "Everything", categories);

export async function setUpPause() {
  byId("pause-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = new FormData(byId("pause-form"));
    setText(byId("pause-error"), "");
    try {
      await api("/api/v1/pauses", { method: "POST", body: {
        category: form.get("category"), channel: form.get("channel"), reason: form.get("reason"),
        minutes: Number(form.get("minutes")) || null, by: agentName() || "admin" } });
      byId("pause-form").reset();
      document.dispatchEvent(new Event("parley-paused"));
    } catch (error) {
      setText(byId("pause-error"), error.message);
    }
  });
  options(byId("pause-channel"), "All channels", []);
  try {
    const { channels } = await api("/api/v1/channels");
    options(byId("pause-channel"), "All channels", channels.filter((channel) => channel.state !== "off").map((channel) => channel.id));
  } catch (error) {
    setText(byId("pause-error"), error.message);
  }
}
