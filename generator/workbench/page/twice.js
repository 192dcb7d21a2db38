/**
 * The figures once more, typed blind by a second person; then both entries side by side where they differ.
 */

import { reason } from "./calls.js";
import { ask, button, fill, make, say } from "./elements.js";
import { follow } from "./keys.js";
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
      if (second.differences) differences(filing, room, second.differences, draw);
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
  const finish = () => void send(filing, { done: true }).then(() => draw(false));
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
 * @param {Difference[]} found
 * @param {(begins: boolean) => Promise<void>} draw
 */
function differences(filing, room, found, draw) {
  const again = button("重新录第二遍", () => void drop(filing, draw));
  if (!found.length) return fill(room, make("p", { class: "good" }, "两遍完全一样。"), again);
  const heads = ["哪一格", "第一遍", "第二遍", "怎么办"].map((text) => make("th", { scope: "col" }, text));
  const rows = found.map((difference) => differenceRow(filing, difference, draw));
  const table = make(
    "table",
    { class: "filings" },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...rows),
  );
  fill(room, make("p", {}, `有${found.length}格不同；第一遍对的不用动。`), table, again);
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
