"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const changes = all("#paragraphs article.change");
  const walkable = () => changes.filter((it) => !it.hidden);
  const folds = all("details.same");
  const ticks = all("#filters input[data-facet], #filters input[data-weight]");
  const unfold = one("unfold");
  let here = -1;

  // What is unchanged is folded; the line that stays says so.
  const fold = (open) => folds.forEach((it) => { it.open = open; });
  fold(false);
  all("details.fold").forEach((it) => { it.open = false; });
  unfold.addEventListener("change", () => { fold(unfold.checked); filter(); });
  folds.forEach((it) => it.addEventListener("toggle", () => {
    unfold.checked = folds.length > 0 && folds.every((it) => it.open);
    tell();
  }));

  const wanted = (kind) => {
    const boxes = ticks.filter((it) => it.dataset[kind] !== undefined);
    return boxes.length ? new Set(boxes.filter((it) => it.checked).map((it) => it.dataset[kind])) : null;
  };

  const filter = () => {
    const facets = wanted("facet"), weights = wanted("weight");
    for (const it of changes) {
      const own = it.dataset.facets.split(" ");
      const shown = (!facets || own.some((facet) => facets.has(facet)))
        && (!weights || weights.has(it.dataset.weight || "not classified"));
      it.hidden = !shown;
      const number = it.id.slice("change-".length);
      all(`[data-of="${number}"]`).forEach((mark) => {
        if (mark.classList.contains("departed")) mark.hidden = !shown;
        else mark.classList.toggle("off", !shown);
      });
    }
    tell();
  };

  // Whatever is hidden is said.
  const tell = () => {
    const hidden = changes.filter((it) => it.hidden);
    const counts = new Map();
    for (const it of hidden) {
      const name = [it.dataset.weight, ...it.dataset.facets.split(" ")].filter(Boolean).join(" ");
      counts.set(name, (counts.get(name) || 0) + 1);
    }
    const folded = folds.filter((it) => !it.open).length;
    const parts = [hidden.length
      ? `${changes.length - hidden.length} of ${changes.length} changes shown; hidden: `
        + [...counts].map(([name, count]) => `${count} ${name}`).join(", ")
      : `All ${changes.length} changes shown`];
    if (folded) parts.push(folded === folds.length ? "unchanged paragraphs folded" : "some unchanged paragraphs folded");
    const text = parts.join("; ") + ".";
    if (one("status").textContent !== text) one("status").textContent = text;
    one("status").classList.toggle("some", hidden.length > 0);
    where();
  };

  const where = () => {
    const list = walkable();
    const at = list.findIndex((it) => it.classList.contains("here"));
    one("where").textContent = at < 0 ? `${list.length} changes` : `${at + 1} of ${list.length}`;
  };

  const go = (target) => {
    all(".here").forEach((it) => it.classList.remove("here"));
    target.classList.add("here");
    all(`.map [data-of="${target.id.slice("change-".length)}"]`).forEach((it) => it.classList.add("here"));
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
    where();
  };

  const walk = (step) => {
    const list = walkable();
    if (!list.length) return;
    const at = list.findIndex((it) => it.classList.contains("here"));
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length;
    go(list[next]);
  };

  // A link to what is hidden shows it.
  const arrive = () => {
    const target = location.hash.length > 1 && one(decodeURIComponent(location.hash.slice(1)));
    if (!target || !changes.includes(target)) return;
    if (target.hidden) { ticks.forEach((it) => { it.checked = true; }); filter(); }
    go(target);
  };

  // The list closes behind whoever chose from it.
  const list = one("list");
  list?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    list.open = false;
    if (location.hash === link.hash) arrive();
  });
  ticks.forEach((it) => it.addEventListener("change", filter));
  one("all").addEventListener("click", () => {
    ticks.forEach((it) => { it.checked = true; });
    filter();
  });
  one("next").addEventListener("click", () => walk(1));
  one("previous").addEventListener("click", () => walk(-1));
  addEventListener("hashchange", arrive);
  addEventListener("keydown", (event) => {
    if (!one("keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") { event.preventDefault(); walk(1); }
    if (event.key === "p" || event.key === "k") { event.preventDefault(); walk(-1); }
    if (event.key === "Escape") { one("filters").open = false; if (list) list.open = false; }
  });
  document.querySelector(".walk").hidden = false;
  one("status").hidden = false;
  one("filters").hidden = false;
  filter();
  arrive();
})();
