// 表可以按列排序，“全部单位”可以筛选。没有这一段，页面照样读得全。
"use strict";
(() => {
  const NUMBER = /^[+−-]?[\d,]+(\.\d+)?%?$/;
  const text = (cell) => (cell?.firstChild?.textContent ?? "").trim();
  const amount = (words) => Number(words.replace(/[,%]/g, "").replace("−", "-"));

  function compare(first, second, down) {
    if (!first || !second) return first === second ? 0 : first ? -1 : 1;
    const both = NUMBER.test(first) && NUMBER.test(second);
    const order = both ? amount(first) - amount(second) : first.localeCompare(second, "zh");
    return down ? -order : order;
  }

  function sort(table, head) {
    const down = head.getAttribute("aria-sort") === "ascending" || (!head.ariaSort && head.matches(".n"));
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const at = head.cellIndex;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [text(row.cells[at]), row]);
    rows.sort((first, second) => compare(first[0], second[0], down));
    body.append(...rows.map((pair) => pair[1]));
  }

  function sortable(table) {
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head));
      head.append(button);
    }
    const hint = Object.assign(document.createElement("span"), { className: "hint", textContent: "点列名排序" });
    table.caption.append(hint);
  }

  function field(words, control) {
    const label = document.createElement("label");
    label.append(words, control);
    return label;
  }

  function choices(rows) {
    const select = document.createElement("select");
    const states = new Set(rows.map((row) => row.dataset.state));
    for (const state of ["", ...states]) select.add(new Option(state || "全部", state));
    return select;
  }

  function narrowed(table) {
    const rows = [...table.tBodies[0].rows];
    const words = rows.map((row) => row.textContent);
    const name = Object.assign(document.createElement("input"), { type: "search" });
    const state = choices(rows);
    const far = Object.assign(document.createElement("input"), { type: "checkbox" });
    const count = Object.assign(document.createElement("output"), { textContent: `共 ${rows.length} 行` });
    const narrow = () => {
      const wanted = name.value.trim();
      let left = 0;
      rows.forEach((row, at) => {
        const fits = !state.value || row.dataset.state === state.value;
        row.hidden = !(fits && words[at].includes(wanted) && (!far.checked || "far" in row.dataset));
        left += row.hidden ? 0 : 1;
      });
      count.textContent = `共 ${left} 行`;
    };
    for (const control of [name, state, far]) control.addEventListener("input", narrow);
    const tools = Object.assign(document.createElement("div"), { className: "tools" });
    tools.append(field("查找 ", name), field("情况 ", state), field("只看离群 ", far), count);
    table.parentElement.before(tools);
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll("#units table").forEach(narrowed);
})();
