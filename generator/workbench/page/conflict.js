/**
 * A place that was changed here and, otherwise, in the file: somebody must decide, nothing is overwritten.
 */

import { ask, make, say } from "./elements.js";

/** @typedef {import("./types.js").Conflict} Conflict */
/** @typedef {import("./filing.js").OpenFiling} OpenFiling */

/**
 * Asks for each place which one stays, and writes what was chosen.
 * @param {OpenFiling} filing
 * @param {Conflict[]} conflicts
 */
export async function decide(filing, conflicts) {
  const rows = conflicts.map(choice);
  const intro = make(
    "p",
    {},
    "文件被别的窗口或者程序改过，下面几处和这里填的不同。逐处选一个，没有选中的不会写进文件。",
  );
  const answer = await ask("同一处有两种写法", [intro, ...rows], { keep: "就这样定", all: "全部用文件里的" });
  const chosen = (/** @type {string} */ value) =>
    conflicts.filter((_, index) => isChosen(rows[index], value));
  const mine = answer === "keep" ? chosen("mine") : [];
  const both = answer === "keep" ? chosen("both") : [];
  show(filing);
  const wanted = [
    ...mine.map(({ kind, at, mine: to }) => ({ kind, at, to })),
    ...both.map(({ kind, at, mine: text, theirs }) => ({ kind, at, to: `${theirs}\n${text}` })),
  ];
  if (!wanted.length) return say("用了文件里的写法。");
  await filing.change(wanted);
  show(filing);
  say(`写进去了${wanted.length}处。`);
}

/**
 * Puts what the file says into every field.
 * @param {OpenFiling} filing
 */
function show(filing) {
  filing.take(filing.state, { own: new Set(), forced: true });
}

/**
 * @param {HTMLElement | undefined} row
 * @param {string} value
 */
function isChosen(row, value) {
  const chosen = row?.querySelector("input:checked");
  return chosen instanceof HTMLInputElement && chosen.value === value;
}

/**
 * @param {Conflict} conflict
 * @param {number} index
 */
function choice(conflict, index) {
  const name = `conflict-${index}`;
  return make(
    "fieldset",
    { class: "conflict" },
    make("legend", {}, conflict.label || conflict.at),
    radio(name, "mine", "这里填的", conflict.mine, true),
    radio(name, "theirs", "文件里的", conflict.theirs, false),
    conflict.kind === "text" &&
      radio(name, "both", "两种都留下", "先文件里的，再这里填的，以后自己删改", false),
  );
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {string} text
 * @param {boolean} checked
 */
function radio(name, value, label, text, checked) {
  const field = make("input", { type: "radio", name, value, checked });
  return make(
    "label",
    {},
    field,
    make("b", {}, label),
    make("span", { class: "written" }, text || "（空着）"),
  );
}
