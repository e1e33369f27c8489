"use strict";
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const by = id => document.getElementById(id);
  const cards = all(".card"), marks = all("mark"), form = by("filters"), tip = by("tip"), state = { type: null, lang: null };
  const keysOf = mark => mark.dataset.f.split(" ");
  const cardsOf = mark => keysOf(mark).map(by).filter(card => card && !card.hidden);
  const first = new Map();  // the first mark of each finding
  for (const mark of marks) for (const key of keysOf(mark)) if (!first.has(key)) first.set(key, mark);
  const made = (name, text, parent, facts = {}) => {
    const element = Object.assign(document.createElement(name), facts);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  // ---- marks: what they say, and how one gets from one to the next
  for (const mark of new Set(first.values())) {
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    if (!mark.textContent.trim()) mark.setAttribute("aria-label", cardsOf(mark)[0].querySelector(".message").textContent);
  }
  for (const card of cards) card.querySelector("summary").id = card.id + "-s";
  const shown = () => marks.filter(mark => mark.tabIndex === 0 && !mark.classList.contains("off"));
  const current = mark => {
    for (const old of all(".current")) old.classList.remove("current");
    if (!mark) return;
    mark.classList.add("current");
    for (const card of cardsOf(mark)) card.classList.add("current");
  };
  const open = (mark, focus) => {
    const found = cardsOf(mark);
    if (!found.length) return;
    current(mark);
    hide();
    for (const card of found) card.querySelector("details").open = true;
    const summary = found[0].querySelector("summary");
    if (focus) summary.focus({ preventScroll: true });
    found[0].scrollIntoView({ block: "nearest" });
  };
  const hide = () => { tip.hidden = true; };
  const hint = mark => {
    const found = cardsOf(mark);
    if (!found.length) return;
    tip.replaceChildren();
    for (const card of found) {
      made("p", card.querySelector("summary").textContent, tip);
      tip.append(card.querySelector("dl").cloneNode(true));
    }
    for (const link of all("a", tip)) link.removeAttribute("href");
    tip.hidden = false;
    const at = mark.getClientRects()[0] || mark.getBoundingClientRect(), box = tip.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8)) + "px";
    tip.style.top = (at.bottom + box.height + 8 < innerHeight ? at.bottom + 6 : Math.max(8, at.top - box.height - 6)) + "px";
  };
  const markAt = event => event.target.closest("mark:not(.off)");
  document.addEventListener("mouseover", event => markAt(event) ? hint(markAt(event)) : hide());
  document.addEventListener("scroll", () => {  // getting to a mark by keyboard scrolls too
    const mark = document.activeElement.closest("mark:focus-visible"), box = mark?.getBoundingClientRect();
    if (box && !tip.hidden && box.bottom > 0 && box.top < innerHeight) hint(mark); else hide();
  }, { passive: true });
  document.addEventListener("click", event => { if (markAt(event)) open(markAt(event), false); });
  document.addEventListener("focusin", event => {
    const card = event.target.closest(".card"), mark = markAt(event) || (card && first.get(card.id));
    current(mark);
    if (markAt(event) && event.target.matches(":focus-visible")) hint(mark); else hide();
  });
  document.addEventListener("keydown", event => {
    const mark = markAt(event), card = event.target.closest(".card");
    if (event.key === "Escape") {
      hide();
      if (card) first.get(card.id)?.focus();
      return;
    }
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = shown(), at = list.indexOf(mark);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") open(mark, true);
    else if (to === undefined) return;
    else list[to]?.focus();
    event.preventDefault();
  });

  // ---- charts, which filter too
  const chart = (title, name) => {
    const sums = new Map();
    for (const card of cards) {
      const value = card.dataset[name], sum = sums.get(value) || { repair: 0, suggestion: 0, flag: 0, all: 0 };
      sum[card.dataset.kind]++;
      sum.all++;
      sums.set(value, sum);
    }
    if (!sums.size || (name === "lang" && sums.size < 2)) return;
    const rows = [...sums].sort((a, b) => b[1].all - a[1].all), most = rows[0][1].all;
    const table = made("table", "", by("charts"), { className: "chart" });
    made("caption", title, table);
    for (const [value, sum] of rows) {
      const row = made("tr", "", table), head = made("th", "", row, { scope: "row" });
      const label = name === "lang" ? value || "unknown" : value.split("/").pop().replaceAll("-", " ");
      const button = made("button", label, head, { type: "button", title: value });
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        for (const other of all("button", table)) other.setAttribute("aria-pressed", "false");
        button.setAttribute("aria-pressed", String(on));
        state[name] = on ? value : null;
        filter();
      });
      const bar = made("div", "", made("td", "", row), { className: "bar" });
      bar.setAttribute("role", "img");
      bar.setAttribute("aria-label", `${sum.repair} repairs, ${sum.suggestion} suggestions, ${sum.flag} flags`);
      for (const kind of ["repair", "suggestion", "flag"]) made("i", "", bar, { className: kind }).style.width = 100 * sum[kind] / most + "%";
      made("td", sum.all, row);
    }
  };

  // ---- filters
  const filter = () => {
    const chosen = name => new Set(all(`input[name=${name}]:checked`, form).map(box => box.value));
    const kinds = chosen("kind"), severities = chosen("severity"), rule = by("rule").value, least = by("confidence").value / 100;
    const wanted = data => kinds.has(data.kind) && severities.has(data.severity) && (!rule || data.rule === rule)
      && data.confidence >= least && (state.type === null || data.type === state.type) && (state.lang === null || data.lang === state.lang);
    let count = 0;
    for (const card of cards) {
      card.hidden = !wanted(card.dataset);
      count += !card.hidden;
    }
    for (const mark of marks) {
      const found = cardsOf(mark);
      mark.classList.toggle("off", !found.length);
      if (mark.hasAttribute("role")) {
        mark.tabIndex = found.length ? 0 : -1;
        mark.setAttribute("aria-describedby", found.map(card => card.id + "-s").join(" "));
      }
    }
    for (const block of all(".block")) block.classList.toggle("quiet", !all(".card:not([hidden])", block).length);
    document.body.classList.toggle("only", by("only").checked);
    by("least").textContent = by("confidence").value + "%";
    by("status").textContent = `${count} of ${cards.length} findings shown`;
  };
  const counts = new Map();
  for (const card of cards) counts.set(card.dataset.rule, (counts.get(card.dataset.rule) || 0) + 1);
  for (const [rule, count] of [...counts].sort()) made("option", `${rule} (${count})`, by("rule"), { value: rule });
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => {
    state.type = state.lang = null;
    for (const button of all(".chart button")) button.setAttribute("aria-pressed", "false");
    setTimeout(filter);
  });
  addEventListener("beforeprint", () => { for (const card of cards) card.querySelector("details").open = true; });
  by("findings").before(by("overview"));
  chart("Findings by type", "type");
  chart("Findings by language", "lang");
  form.hidden = !cards.length;
  filter();
})();
