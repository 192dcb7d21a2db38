/**
 * The figures once more, typed blind by a second person; then both entries side by side where they differ.
 */

import { reason } from "./calls.js";
import { blockOf, isFigures } from "./clipboard.js";
import { ask, button, fill, make, say } from "./elements.js";
import { follow } from "./keys.js";
import { laid } from "./pasting.js";
import { ids, tableOf } from "./table.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {{path: string, label: string, first: string, second: string}} Difference */
/**
 * @typedef {object} Second
 * @property {boolean} begun
 * @property {Record<string, string>} cells
 * @property {number} missing
 * @property {{path: string, label: string}[] | null} untyped
 * @property {Difference[] | null} differences
 */

const PREFIX = "again-";

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 */
export function showTwice(filing, room) {
  let isOpen = true;
  const draw = async (/** @type {boolean} */ begins) => {
    try {
      /** @type {Second} */
      const second = await filing.call("twice");
      if (!isOpen) return;
      if (second.differences) differences(filing, room, second, draw);
      else if (second.begun || begins) entry(filing, room, second, draw);
      else
        fill(
          room,
          make("p", {}, "另一个人照着底稿把数再录一遍，看不见第一遍的数；录完逐格对照。"),
          button("开始录第二遍", () => void draw(true)),
        );
    } catch (failure) {
      fill(room, make("p", {}, reason(failure)));
    }
  };
  void draw(false);
  return () => {
    isOpen = false;
  };
}

/**
 * The tables with nothing in them but what the second person typed.
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @param {Second} second
 * @param {(begins: boolean) => Promise<void>} draw
 */
function entry(filing, room, second, draw) {
  const sections = filing.form.sections.filter((section) => section.grid);
  const finish = async () => {
    await send(filing, { done: true });
    await draw(false);
    room.scrollIntoView({ block: "start" });
  };
  fill(
    room,
    make("div", { class: "tables" }, ...sections.map((section) => blindTable(filing, section, second))),
    make(
      "p",
      { class: "tools" },
      button("录完了，对照", finish, { class: "first" }),
      button("不录了", () => void drop(filing, draw)),
    ),
  );
}

/**
 * @param {OpenFiling} filing
 * @param {Section} section
 * @param {Second} second
 */
function blindTable(filing, section, second) {
  const table = tableOf(section, PREFIX, (path, place) =>
    make("span", { class: "cell" }, blindField(filing, path, place, second.cells[path] ?? "")),
  );
  follow(table, null);
  table.addEventListener("paste", (event) => pasted(filing, section, table, event));
  const label = `${section.name}（第二遍），可以左右移动`;
  const scroll = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
  return make("section", {}, make("h3", {}, section.heading || section.name), scroll);
}

/**
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {Place} place
 * @param {string} value
 */
function blindField(filing, path, place, value) {
  const isTotal = Boolean(filing.form.cells[path]?.total);
  const field = make("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "data-path": path,
    value,
    "aria-labelledby": ids(place, PREFIX),
    readonly: isTotal,
    title: isTotal ? "合计不用录" : null,
    class: isTotal ? "computed" : null,
  });
  field.addEventListener("input", () => void send(filing, { path, text: field.value }));
  return field;
}

/**
 * A copied block goes into the fields, and out as if it were typed; totals are left as they are.
 * @param {OpenFiling} filing
 * @param {Section} section
 * @param {HTMLTableElement} table
 * @param {ClipboardEvent} event
 */
function pasted(filing, section, table, event) {
  const field = event.target,
    data = event.clipboardData;
  if (!(field instanceof HTMLInputElement) || !data) return;
  const text = data.getData("text/plain"),
    html = data.getData("text/html");
  const rows = blockOf(text, html);
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return;
  event.preventDefault();
  if (isFigures(rows)) return void put(filing, table, laid(table, field, rows).block);
  filing.call("paste", { section: section.key, first: "", text, html }).then(
    ({ cells }) => put(filing, table, new Map(Object.entries(cells))),
    (failure) => say(reason(failure)),
  );
}

/**
 * @param {OpenFiling} filing
 * @param {HTMLTableElement} table
 * @param {Map<string, string>} block
 */
async function put(filing, table, block) {
  const fields = [...table.querySelectorAll("input")].filter((field) => !field.readOnly);
  const found = fields.filter((field) => block.has(field.dataset.path ?? ""));
  for (const field of found) field.value = block.get(field.dataset.path ?? "") ?? "";
  const cells = Object.fromEntries(found.map((field) => [field.dataset.path ?? "", field.value]));
  if (!found.length) return say("这一块里没有要录的格。");
  await send(filing, { cells });
  say(`贴了${found.length}格。`);
}

/**
 * @param {OpenFiling} filing
 * @param {Record<string, unknown>} more
 */
async function send(filing, more) {
  await filing.call("twice", more).catch((failure) => say(reason(failure)));
}

/**
 * @param {OpenFiling} filing
 * @param {(begins: boolean) => Promise<void>} draw
 */
async function drop(filing, draw) {
  const text = make("p", {}, "第二遍录的数会去掉，第一遍的不动。");
  if ((await ask("不要第二遍", [text], { yes: "去掉", "": "留着" })) !== "yes") return;
  await send(filing, { drop: true });
  await draw(false);
}

/**
 * Both entries where they differ; one press takes the second.
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @param {Second} second
 * @param {(begins: boolean) => Promise<void>} draw
 */
function differences(filing, room, second, draw) {
  const found = second.differences ?? [],
    left = untyped(filing, second, draw);
  const again = button("重新录第二遍", () => void drop(filing, draw));
  const good = left ? "录过的各格两遍一样。" : "两遍完全一样。";
  if (!found.length) return fill(room, make("p", { class: "good" }, good), left, again);
  const heads = ["哪一格", "第一遍", "第二遍", "怎么办"].map((text) => make("th", { scope: "col" }, text));
  const rows = found.map((difference) => differenceRow(filing, difference, draw));
  const table = make(
    "table",
    { class: "filings" },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...rows),
  );
  fill(room, make("p", {}, `有${found.length}格不同；第一遍对的不用动。`), table, left, again);
}

/**
 * The cells that the second person has not typed: no difference, but not compared either.
 * @param {OpenFiling} filing
 * @param {Second} second
 * @param {(begins: boolean) => Promise<void>} draw
 */
function untyped(filing, second, draw) {
  const cells = second.untyped ?? [];
  if (!cells.length) return null;
  const more = button("接着录", () => void send(filing, { done: false }).then(() => draw(true)));
  return make(
    "div",
    { class: "untyped" },
    make("p", {}, `还有${cells.length}格第二遍没有录，没有对照。`, more),
    make(
      "details",
      {},
      make("summary", {}, "没有录的各格"),
      make("ul", {}, ...cells.map(({ label }) => make("li", {}, label))),
    ),
  );
}

/**
 * @param {OpenFiling} filing
 * @param {Difference} difference
 * @param {(begins: boolean) => Promise<void>} draw
 */
function differenceRow(filing, { path, label, first, second }, draw) {
  const takeSecond = async () => {
    await filing.change([{ kind: "cell", at: path, to: second }]);
    await draw(false);
    say(`${label}改成了 ${second || "空"}。`);
  };
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, label),
    make("td", { class: "figure" }, first || "（空）"),
    make("td", { class: "figure" }, second || "（空）"),
    make("td", {}, button("用第二遍的", takeSecond, { "aria-label": `${label}用第二遍的 ${second}` })),
  );
}
