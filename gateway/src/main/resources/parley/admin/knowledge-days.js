// A list of the knowledge page that shows what happened in the last days, as many as are chosen beside its title.

import { byId, setText } from "./admin.js";

/**
 * @param days the id of what chooses how many days; load(days) gives the rows
 * @param name the id of the table's body; its scroll, empty and error elements are named after it
 */
export function setUpDays(name, days, load, none) {
  async function show() {
    const chosen = byId(days).value;
    try {
      const rows = await load(chosen);
      if (chosen !== byId(days).value) return;
      byId(name).replaceChildren(...rows);
      byId(name + "-scroll").hidden = rows.length === 0;
      byId(name + "-empty").hidden = rows.length > 0;
      setText(byId(name + "-empty"), none);
      setText(byId(name + "-error"), "");
    } catch (error) {
      setText(byId(name + "-error"), error.message);
      byId(name + "-empty").hidden = true;
    }
  }
  byId(days).addEventListener("change", show);
  show();
}
