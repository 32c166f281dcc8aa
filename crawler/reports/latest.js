"use strict";
// Filters, search, sorting and copying. Without it the page shows everything; with it the page still asks nobody.
(() => {
  const controls = document.getElementById("controls");
  const table = document.querySelector("#all-footnotes tbody");
  if (!controls || !table) return;

  // Of a long list only the first lines are in the page; the rest is text in <noscript>, and follows in idle moments.
  const folds = [...document.querySelectorAll("noscript[data-into]")];
  const bring = (fold) => {
    const box = document.createElement("template");
    box.innerHTML = fold.textContent;
    const brought = [...box.content.querySelector("tbody, ul, span").children];
    document.getElementById(fold.dataset.into).append(...brought);
    brought.forEach(offerCopies);
    fold.remove();
  };
  const bringAll = () => folds.splice(0).forEach(bring);
  const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  const bringNext = () => {
    if (!folds.length) return;
    bring(folds.shift());
    whenIdle(bringNext);
  };

  const footnotes = [...document.querySelectorAll("article.footnote")].map((article, place) => ({
    article,
    place,
    health: article.dataset.health,
    reasons: article.dataset.reasons.split(" "),
    host: article.dataset.host,
    words: "",
  }));

  // In a long report a footnote's details are text in a <noscript> until they are to be seen: 5,000 open at once then.
  const unfold = (article) => {
    const folded = article.querySelector(":scope > noscript");
    if (!folded) return;
    folded.outerHTML = folded.textContent;
    offerCopies(article);
  };
  const unfoldAll = () => {
    bringAll();
    footnotes.forEach(({ article }) => unfold(article));
  };

  const healths = [...controls.elements.health];
  const worst = new Map(healths.map((box, place) => [box.value, place]));
  const byPlace = (one, other) => one.place - other.place;
  const orders = {
    number: byPlace,
    health: (one, other) => worst.get(one.health) - worst.get(other.health) || byPlace(one, other),
    host: (one, other) => one.host.localeCompare(other.host) || byPlace(one, other),
    reason: (one, other) => one.reasons[0].localeCompare(other.reasons[0]) || byPlace(one, other),
  };

  const plain = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();
  const wanted = () => ({
    q: plain(controls.elements.q.value),
    health: healths.filter((box) => box.checked).map((box) => box.value),
    reason: controls.elements.reason.value,
    host: controls.elements.host.value,
    sort: controls.elements.sort.value,
  });

  // What is folded is markup as text: it is read as a page would be, so that an address stands there as it is shown.
  const reading = (node) =>
    node.nodeName === "NOSCRIPT"
      ? new DOMParser().parseFromString(node.textContent, "text/html").body.textContent
      : node.textContent;
  const has = (footnote, words) => {
    footnote.words ||= plain([...footnote.article.childNodes].map(reading).join(" "));
    return footnote.words.includes(words);
  };

  const fits = (footnote, want) =>
    (!want.health.length || want.health.includes(footnote.health)) &&
    (!want.reason || footnote.reasons.includes(want.reason)) &&
    (!want.host || footnote.host === want.host) &&
    (!want.q || has(footnote, want.q));

  let order = "number";
  const show = () => {
    const want = wanted();
    bringAll();
    const lines = new Map([...table.rows].map((line) => [line.dataset.of, line]));
    let shown = 0;
    for (const footnote of footnotes) {
      const hidden = !fits(footnote, want);
      footnote.article.hidden = lines.get(footnote.article.id).hidden = hidden;
      shown += !hidden;
    }
    if (want.sort !== order) {
      order = want.sort;
      table.append(...footnotes.toSorted(orders[order] ?? byPlace).map((footnote) => lines.get(footnote.article.id)));
    }
    controls.elements.shown.value =
      shown === footnotes.length ? "All footnotes are shown." : `${shown} of ${footnotes.length} footnotes are shown.`;
  };

  // The state stands behind "#?": a page opened from a file may change nothing else of its address. Where a link led
  // is a part of it, until the filter is changed.
  let place = "";
  const remember = () => {
    const want = wanted();
    const state = new URLSearchParams();
    for (const name of ["q", "reason", "host"]) if (want[name]) state.set(name, want[name]);
    if (want.health.length) state.set("health", want.health.join(","));
    if (want.sort !== "number") state.set("sort", want.sort);
    if (state.size && place) state.set("at", place);
    history.replaceState(null, "", state.size ? `#?${state}` : `#${place}`);
  };

  const recall = () => {
    if (!location.hash.startsWith("#?")) return reveal(location.hash.slice(1));
    const state = new URLSearchParams(location.hash.slice(2));
    for (const name of ["q", "reason", "host"]) controls.elements[name].value = state.get(name) ?? "";
    const chosen = (state.get("health") ?? "").split(",");
    for (const box of healths) box.checked = chosen.includes(box.value);
    controls.elements.sort.value = state.get("sort") in orders ? state.get("sort") : "number";
    show();
    reveal(state.get("at") ?? "");
  };

  // A link to a footnote that the filter hides shows everything again.
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    bringAll();
    unfold(target);
    if (target.closest("[hidden]")) {
      controls.reset();
      show();
    }
    place = id;
    remember();
    goTo(target, 10);
  };

  // What stands above takes its true height only once it is near: a few frames until the target keeps its place.
  const goTo = (target, frames) => {
    target.scrollIntoView();
    if (frames) requestAnimationFrame(() => goTo(target, frames - 1));
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

  const offerCopy = (place, text, what) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = what;
    button.addEventListener("click", async () => {
      button.textContent = (await copy(text)) ? "Copied" : "Select it and copy";
      setTimeout(() => (button.textContent = what), 2000);
    });
    place.after(button);
  };

  const offerCopies = (part) => {
    for (const each of part.querySelectorAll("[data-copy]")) {
      offerCopy(each, each.href ?? each.textContent, each.dataset.copy);
    }
  };

  let waiting = 0;
  const changed = () => {
    place = "";
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      show();
      remember();
    }, 60);
  };
  controls.addEventListener("input", changed);
  controls.addEventListener("reset", changed);
  controls.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  addEventListener("beforeprint", unfoldAll);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    controls.elements.q.focus();
  });
  controls.hidden = false;
  offerCopies(document);
  const near = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => unfold(entry.target)),
    { rootMargin: "600px" },
  );
  footnotes.forEach(({ article }) => near.observe(article));
  recall();
  whenIdle(bringNext);
})();
