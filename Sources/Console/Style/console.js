// Kontor's console. Everything works without this script; it only saves reloading the page.
(() => {
  "use strict";
  const body = document.body, language = document.documentElement.lang;
  const pending = new Map();
  let source, last = body.dataset.sequence || "";

  // Parses what our own server rendered; scripts in it would not run, and the policy forbids them.
  const parse = html => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };

  // In use: holding the focus or the selection, or with an input that was changed and not sent yet.
  const changed = input => input.checked !== input.defaultChecked || input.value !== input.defaultValue;
  const inUse = element => element.contains(document.activeElement) || [...element.querySelectorAll("input")].some(changed) ||
    String(getSelection()) && getSelection().containsNode(element, true);

  function put(id, html) {
    const old = document.getElementById(id), fresh = parse(html);
    if (!old || !fresh || fresh.id !== id || old.outerHTML === fresh.outerHTML) return;
    if (inUse(old)) { pending.set(id, html); return; }
    pending.delete(id);
    if (old.matches("tr, .tile")) fresh.classList.add("fresh");
    old.replaceWith(fresh);
    ages();
  }

  function settle() { for (const [id, html] of [...pending]) put(id, html); }
  document.addEventListener("focusout", () => setTimeout(settle, 50));
  document.addEventListener("change", () => setTimeout(settle, 50));

  // Events: data is {"id": …, "html": …}; the event's id is the ledger's sequence. Rows that are new are not sent:
  // the server sends the element #news, "12 new: show", a link to the same view from its beginning.
  function listen() {
    if (!body.dataset.events || !window.EventSource || document.hidden || source) return;
    const address = new URL(body.dataset.events, location.href);
    if (last) address.searchParams.set("after", last);
    source = new EventSource(address);
    source.addEventListener("fragment", event => {
      last = event.lastEventId || last;
      const { id, html } = JSON.parse(event.data);
      put(id, html);
    });
    source.addEventListener("signed-out", () => location.reload());
    source.onopen = () => body.classList.add("live");
    source.onerror = () => {
      body.classList.remove("live");
      // It tries again by itself, unless it got an answer that is no stream.
      if (source && source.readyState === EventSource.CLOSED) { leave(); setTimeout(ask, 15000, address); }
    };
  }
  // Whoever is no longer logged in sees the log-in instead of a page that silently stays as it was.
  async function ask(address) {
    try {
      const answer = await fetch(address, { headers: { accept: "text/event-stream" } });
      if (answer.body) answer.body.cancel();
      if (answer.status === 401) { location.reload(); return; }
    } catch { /* not there: listen tries on */ }
    listen();
  }
  function leave() { if (source) source.close(); source = undefined; }
  document.addEventListener("visibilitychange", () => document.hidden ? leave() : (ages(), listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

  // Ages go on counting: the server's words, cut at the same places.
  function ages() {
    for (const element of document.querySelectorAll(".age[data-at]")) {
      const seconds = Math.max(0, (Date.now() - Date.parse(element.dataset.at)) / 1000);
      const [unit, size] = seconds < 120 ? ["second", 1] : seconds < 7200 ? ["minute", 60] : seconds < 172800 ? ["hour", 3600] : ["day", 86400];
      // The short word for days is "Tg." in German, which nobody says.
      const unitDisplay = unit === "day" ? "long" : "short";
      const text = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 0 })
        .format(Math.floor(seconds / size));
      if (element.textContent !== text) element.textContent = text;
    }
  }
  setInterval(() => document.hidden || ages(), 15000);

  // "All on this page", where a table has boxes to tick.
  for (const all of document.querySelectorAll("input[data-all]")) {
    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
      for (const box of all.form.querySelectorAll(`input[name="${all.dataset.all}"]`)) box.checked = all.checked;
    });
  }

  // The text area: a link to a line puts the cursor there, and leaving asks if something was changed.
  const area = document.querySelector("form textarea.src");
  const place = location.pathname.split("/"), shelf = "sent " + place[2];
  // What was sent is kept in this tab until it has arrived: a session may end meanwhile. Nobody else is to find it.
  if (place[3] === "attempts") sessionStorage.removeItem(shelf);
  if (location.search.includes("left=")) sessionStorage.clear();
  if (area) {
    let sent = false;
    const kept = sessionStorage.getItem(shelf), box = document.getElementById("kept");
    area.form.addEventListener("submit", () => {
      sent = true;
      try { sessionStorage.setItem(shelf, area.value); } catch { /* longer than a tab may keep */ }
    });
    if (box && kept !== null && kept !== area.value) {
      box.hidden = false;
      box.querySelector("button").addEventListener("click", () => { area.value = kept; box.hidden = true; area.focus(); });
    }
    addEventListener("beforeunload", event => { if (!sent && area.value !== area.defaultValue) event.preventDefault(); });
    document.addEventListener("click", event => {
      const link = event.target.closest("a[data-line]");
      if (!link) return;
      event.preventDefault();
      const lines = area.value.split("\n"), index = link.dataset.line - 1;
      const start = lines.slice(0, index).join("\n").length + (index ? 1 : 0);
      area.focus();
      area.setSelectionRange(start, start + (lines[index] || "").length);
      area.scrollTop = Math.max(0, index - 5) * parseFloat(getComputedStyle(area).lineHeight);
    });
  }
  listen();
})();
