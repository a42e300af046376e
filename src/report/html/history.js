"use strict";
(() => {
  const get = id => document.getElementById(id);
  const table = get("table"), from = get("from"), to = get("to"), two = get("view-two"), all = get("view-all");
  const differing = get("differing"), status = get("status");
  const spans = [...table.querySelectorAll("span[data-p]")].map(span => {
    const column = Number(span.closest("td").dataset.v);
    return { span, column, present: new Set(span.dataset.p.split(" ").map(Number)) };
  });
  const cells = [...table.querySelectorAll("[data-v]")];
  const rows = [...table.tBodies[0].rows];
  const show = () => {
    const [a, b] = [Number(from.value), Number(to.value)];
    table.classList.toggle("two", two.checked);
    table.classList.toggle("by-origin", !two.checked);
    for (const cell of cells) {
      const version = Number(cell.dataset.v);
      cell.hidden = two.checked && version !== a && version !== b;
    }
    for (const { span, column, present } of spans) {
      span.classList.toggle("del", two.checked && column === a && !present.has(b));
      span.classList.toggle("ins", two.checked && column === b && !present.has(a));
    }
    let shown = 0;
    for (const row of rows) {
      const texts = [...row.cells].map(cell => [...cell.querySelectorAll("span[data-p]")]);
      const is_empty = two.checked && texts[a].length + texts[b].length === 0;
      const differs = two.checked
        ? row.querySelector(".ins, .del") !== null
        : texts.some(spans => spans.length === 0 || spans.some(span => span.dataset.p.split(" ").length < texts.length));
      row.hidden = is_empty || (differing.checked && !differs);
      shown += row.hidden ? 0 : 1;
    }
    status.textContent = `${shown} of ${rows.length} clauses`;
  };
  for (const control of [from, to, two, all, differing]) control.addEventListener("change", show);
  for (const select of [from, to]) select.addEventListener("input", () => { two.checked = true; });
  for (const button of document.querySelectorAll("button[data-from]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      [from.value, to.value] = [button.dataset.from, button.dataset.to];
      two.checked = true;
      show();
      get("clauses").scrollIntoView();
    });
  }
  get("bar").hidden = false;
  show();
})();
