// Opening and closing, focus, scrolling; renders the state into the panel and the list.

const AT_END = 48; // pixels: reading the last line counts as being at the end

function createView(actions) {
  const host = document.createElement("parley-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // allowed by style-src 'self', unlike a <style> element
  sheet.replaceSync(css);

  const composer = createComposer({ onSend: actions.send, onFile: actions.attach });
  const page = createPanel({
    composer,
    onToggle: () => (isOpen() ? close() : open()),
    onClose: close,
    onHuman: () => page.human.getAttribute("aria-disabled") === "true" || actions.human(),
    onSave: actions.save,
    onPill: () => {
      toEnd();
      focusAgain();
    },
  });
  const { panel, launcher, box, pill } = page;
  root.append(page.section);

  const narrow = matchMedia("(max-width: 480px)"); // as in widget.css: the panel fills the screen
  const isOpen = () => !panel.hidden;
  let wasLoading = true;
  const show = createList(box, {
    ...actions,
    send: (words) => then(actions.send, words),
    retry: (id) => then(actions.retry, id),
    discard: (id) => then(actions.discard, id),
    async details(name, filled) {
      await actions.details(name, filled);
      focusAgain();
    },
    choose: (id) => then(actions.choose, id),
    reveal: (node) => node.scrollIntoView({ block: "nearest" }),
    grown: () => atEnd && toEnd(),
  });

  // The pressed button is about to vanish, and the focus with it.
  function then(action, argument) {
    focusAgain();
    return action(argument);
  }

  /** Into the composer, unless that would bring up a screen keyboard over what there is to read. */
  function focusAgain() {
    if (matchMedia("(pointer: coarse)").matches) box.focus({ preventScroll: true });
    else composer.focus();
  }

  function setOpen(value) {
    panel.hidden = !value;
    launcher.setAttribute("aria-expanded", String(value));
    tabStore.set("open", value ? "yes" : "");
    fit();
    if (value) {
      composer.grow();
      toEnd();
    }
    actions.changed();
  }

  function open() {
    setOpen(true);
    focusFirst();
  }

  /** Where one writes: before the first message that may be a form. */
  function focusFirst() {
    const field = composer.node.hidden && box.querySelector("form input");
    if (field) field.focus();
    else composer.focus();
  }

  function close() {
    setOpen(false);
    launcher.focus();
  }

  page.section.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen() && !event.isComposing) {
      event.stopPropagation(); // the page's own Escape handling is about something else
      close();
    }
    if (event.key === "Tab" && narrow.matches) keepFocus(event);
  });

  // Where the panel covers the page, Tab must not wander behind it.
  function keepFocus(event) {
    const stops = [...panel.querySelectorAll("a[href], button, input, textarea, [tabindex='0']")].filter(
      (node) => node.getClientRects().length,
    );
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (root.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  /** On phones the screen keyboard shrinks only the visual viewport, so the panel follows that. */
  function fit() {
    const viewport = window.visualViewport;
    const follow = isOpen() && narrow.matches && viewport && viewport.scale === 1;
    panel.style.height = follow ? viewport.height + "px" : "";
    panel.style.top = follow ? viewport.offsetTop + "px" : "";
    if (narrow.matches) panel.setAttribute("aria-modal", "true");
    else panel.removeAttribute("aria-modal");
  }
  window.visualViewport?.addEventListener("resize", fit);
  window.visualViewport?.addEventListener("scroll", fit);
  narrow.addEventListener("change", fit);

  let atEnd = true;
  const measure = () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END;
    if (atEnd) pill.hidden = true;
  };
  function toEnd() {
    box.scrollTop = box.scrollHeight;
    measure();
  }
  box.addEventListener("scroll", measure, { passive: true });
  new ResizeObserver(() => atEnd && toEnd()).observe(box);

  /** New messages from their beginning; a long answer is read from the top, not from its end. */
  function reveal(node) {
    box.scrollTop = Math.min(box.scrollHeight, node.offsetTop - 12);
    measure();
  }

  /** As the operator set it; what the page sets on the element itself goes before. */
  const theme = new CSSStyleSheet();
  root.adoptedStyleSheets = [sheet, theme];
  let dressed = "";
  function dress({ accent, onAccent, link, position, mode }) {
    const colour = (value) => (/^#[0-9a-f]{6}$/i.test(value) ? value : "");
    const rule = colour(accent) && colour(onAccent) && `:host([data-mode]){--parley-accent:${accent};--parley-on-accent:${onAccent}${colour(link) && ";--parley-ink:" + link}}`;
    if (!rule || rule === dressed) return;
    dressed = rule;
    // The colour that Parley ships with has a shade of its own for dark pages.
    if (accent !== "#1f5c4a" || onAccent.toLowerCase() !== "#ffffff") theme.replaceSync(rule);
    host.dataset.position = position;
    host.dataset.mode = mode;
  }

  function render(state) {
    const { config, log, loading, unread, up } = state;
    if (config?.theme) dress(config.theme);
    page.setHeader(config, log.mode(), up, log.all().length > 0);
    const hides = state.ask === "preChat" && !composer.node.hidden && composer.node.contains(root.activeElement);
    composer.node.hidden = state.ask === "preChat";
    composer.setLimit(config?.maxMessageCharacters);
    if (config?.files) composer.setFiles(config.files);
    composer.setPlaceholder(text(log.mode().who === "bot" ? "placeholder" : "placeholderPerson"));
    page.setUnread(unread, isOpen());

    setAttribute(box, "aria-busy", String(loading));
    const followed = atEnd;
    const { arrived, own } = show(items(state));
    if (isOpen()) {
      if (own || (wasLoading && !loading)) toEnd();
      else if (arrived && !followed) pill.hidden = false;
      else if (arrived) reveal(arrived);
      else if (followed) toEnd();
    }
    wasLoading = loading;
    if (hides) focusFirst();
  }

  return {
    render,
    isOpen,
    alert: page.alert,
    forgetDraft: composer.clear,
    mount() {
      document.body.append(host);
      if (tabStore.get("open")) setOpen(true); // without taking the focus from the page
    },
  };
}
