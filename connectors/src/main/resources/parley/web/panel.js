// The fixed parts of the page: launcher, header, message area, the bar above the composer.

function createPanel({ composer, onToggle, onClose, onHuman, onPill, onSave }) {
  const badge = el("span", { class: "badge", "data-parley": "badge", "aria-hidden": "true", hidden: true });
  const launcher = el(
    "button",
    {
      type: "button",
      class: "launcher",
      "data-parley": "launcher",
      "aria-controls": "panel",
      "aria-expanded": "false",
      onclick: onToggle,
    },
    icon("chat", "when-closed"),
    icon("collapse", "when-open"),
    badge,
  );

  const avatar = el("span", { class: "avatar", "aria-hidden": "true" });
  const title = el("strong");
  const botName = el("span");
  const status = el("span", { "data-parley": "status", role: "status" });
  const close = el(
    "button",
    { type: "button", class: "close", "data-parley": "close", "aria-label": text("close"), title: text("close"), onclick: onClose },
    icon("close"),
  );
  const save = el(
    "button",
    { type: "button", class: "close", "data-parley": "save", "aria-label": text("save"), title: text("save"), hidden: true, onclick: onSave },
    icon("save"),
  );
  const header = el(
    "div",
    { class: "header" },
    avatar,
    el(
      "div",
      { class: "names" },
      el("div", { class: "title" }, title, botName),
      el("div", { class: "status" }, el("i", { class: "dot" }), status),
    ),
    save,
    close,
  );

  const box = el("div", {
    class: "log",
    "data-parley": "log",
    role: "log",
    "aria-live": "polite",
    "aria-label": text("log"),
    tabindex: "0",
  });
  const pill = el(
    "button",
    { type: "button", class: "pill", "data-parley": "new-messages", hidden: true, onclick: onPill },
    icon("down"),
    text("newMessages"),
  );
  const alert = el("div", { class: "alert", role: "alert", "data-parley": "alert", hidden: true });
  const humanText = el("span");
  const human = el(
    "button",
    { type: "button", class: "human", "data-parley": "human", onclick: onHuman },
    icon("person"),
    humanText,
  );

  const panel = el(
    "div",
    { class: "panel", id: "panel", "data-parley": "panel", role: "dialog", "aria-label": text("chat"), hidden: true },
    header,
    el("div", { class: "middle" }, box, pill),
    el("div", { class: "footer" }, alert, human, composer.node),
  );
  const news = el("div", { class: "unseen", role: "status" });
  const section = el(
    "section",
    { class: "root", lang: LANG, "aria-label": text("region") },
    panel,
    launcher,
    news,
    el("span", { id: "new-tab", hidden: true }, text("newTab")),
  );

  let alertTimer = 0;
  return {
    section,
    panel,
    launcher,
    box,
    pill,
    close,
    human,

    alert(words) {
      alert.textContent = words;
      alert.hidden = !words;
      clearTimeout(alertTimer);
      alertTimer = setTimeout(() => (alert.hidden = true), 8000);
    },

    setHeader(config, mode, up, hasEvents) {
      const bot = config?.botName || text("assistant");
      const withAgent = mode.who === "agent";
      save.hidden = !hasEvents;
      setText(title, config?.name || text("chat"));
      setText(botName, config && !withAgent ? bot : "");
      const logo = (!withAgent && config?.theme?.logo) || "";
      if (avatar.dataset.logo !== logo) {
        avatar.dataset.logo = logo;
        avatar.replaceChildren(logo ? el("img", { src: logo, alt: "", onerror: () => setText(avatar, initial(bot)) }) : "");
      }
      if (!logo) setText(avatar, initial(withAgent ? mode.name : bot));
      setAttribute(panel, "aria-label", config?.name ? text("panel", { name: config.name }) : text("chat"));
      setAttribute(panel, "data-mode", up ? mode.who : "offline");
      setText(
        status,
        !up
          ? text("statusOffline")
          : withAgent
            ? text("statusAgent", { name: mode.name })
            : text(mode.who === "waiting" ? "statusWaiting" : "statusBot"),
      );
      const label = { bot: "human", asking: "humanAsking", waiting: "humanWaiting", agent: "humanAgent" }[mode.who];
      setText(humanText, text(label, mode));
      setAttribute(human, "aria-disabled", String(mode.who !== "bot"));
    },

    setUnread(count, open) {
      badge.hidden = open || !count;
      setText(badge, count > 9 ? "9+" : String(count));
      const label = open ? text("launcherClose") : text("launcherOpen");
      setAttribute(launcher, "aria-label", !open && count ? `${label}, ${text("unread", { n: count })}` : label);
      setText(news, !open && count ? text("unread", { n: count }) : "");
    },
  };
}
