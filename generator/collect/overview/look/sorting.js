// Tables are sorted by their heads, and that of all units is narrowed.  Without it the page says the same.

const NUMBER = /^[+−-]?[\d,]+(\.\d+)?%?$/;

/** What a cell says first: its number, without the change below it. @param {Element | undefined} cell */
const text = (cell) => (cell?.firstChild?.textContent ?? "").trim();

/** @param {string} words */
const amount = (words) => Number(words.replace(/[,%]/g, "").replace("−", "-"));

/** Blanks stand last either way. @param {string} first @param {string} second @param {boolean} down */
function compare(first, second, down) {
  if (!first || !second) return Number(!first) - Number(!second);
  const both = NUMBER.test(first) && NUMBER.test(second);
  const order = both ? amount(first) - amount(second) : first.localeCompare(second, "zh");
  return down ? -order : order;
}

/** Numbers begin with the greatest. @param {HTMLTableElement} table @param {HTMLTableCellElement} head */
function sort(table, head) {
  const before = head.getAttribute("aria-sort");
  const down = before ? before === "ascending" : head.matches(".n");
  for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  if (!body) return;
  const rows = [...body.rows].map((row) => ({ row, says: text(row.cells[head.cellIndex]) }));
  rows.sort((first, second) => compare(first.says, second.says, down));
  body.append(...rows.map(({ row }) => row));
}

/** @param {HTMLTableElement} table */
function sortable(table) {
  for (const head of table.tHead?.rows[0]?.cells ?? []) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head));
    head.append(button);
  }
  const hint = document.createElement("span");
  hint.className = "hint";
  hint.textContent = "点列名排序";
  table.caption?.append(hint);
}

/** @param {string} words @param {HTMLElement} control */
function field(words, control) {
  const label = document.createElement("label");
  label.append(words, control);
  return label;
}

/** @param {HTMLTableRowElement[]} rows */
function choices(rows) {
  const select = document.createElement("select");
  const states = new Set(rows.map((row) => row.dataset.state ?? ""));
  for (const state of ["", ...states]) select.add(new Option(state || "全部", state));
  return select;
}

/** @param {string} type */
function input(type) {
  const made = document.createElement("input");
  made.type = type;
  return made;
}

/** @param {HTMLTableElement} table */
function narrowed(table) {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const [name, state, far] = [input("search"), choices(rows), input("checkbox")];
  const count = document.createElement("output");
  const narrow = () => {
    const wanted = name.value.trim();
    for (const row of rows) {
      const fits = (!state.value || row.dataset.state === state.value) && row.textContent?.includes(wanted);
      row.hidden = !fits || (far.checked && !("far" in row.dataset));
    }
    count.textContent = `共 ${rows.filter((row) => !row.hidden).length} 行`;
  };
  for (const control of [name, state, far]) control.addEventListener("input", narrow);
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.append(field("查找 ", name), field("情况 ", state), field("只看离群 ", far), count);
  table.parentElement?.before(tools);
  count.textContent = `共 ${rows.length} 行`;
}

/** @type {NodeListOf<HTMLTableElement>} */
const tables = document.querySelectorAll("table.sortable");
tables.forEach(sortable);
/** @type {HTMLTableElement | null} */
const units = document.querySelector("#units table");
if (units) narrowed(units);
