/**
 * A place that was changed here and, otherwise, in the file: somebody must decide, nothing is overwritten.
 */

import { ask, make, say } from "./elements.js";
import { merged, stretches } from "./merging.js";

/** @typedef {import("./types.js").Conflict} Conflict */
/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {{box: HTMLElement, text: () => string | null}} Choice null where nothing is to be written */

/**
 * Asks for each place which one stays, and writes what was chosen.
 * @param {OpenFiling} filing
 * @param {Conflict[]} conflicts
 */
export async function decide(filing, conflicts) {
  const choices = conflicts.map((conflict, index) => choice(named(filing, conflict), index));
  const intro = make(
    "p",
    {},
    "文件被别的窗口或者程序改过，下面几处和这里填的不同。逐处选一个，没有选中的不会写进文件。",
  );
  const boxes = choices.map(({ box }) => box);
  const answer = await ask("同一处有两种写法", [intro, ...boxes], {
    keep: "就这样定",
    all: "全部用文件里的",
  });
  const texts = choices.map(({ text }) => (answer === "keep" ? text() : null));
  show(filing);
  const wanted = conflicts.flatMap(({ kind, at }, index) => {
    const to = texts[index];
    return to === null || to === undefined ? [] : [{ kind, at, to }];
  });
  if (!wanted.length) return say("用了文件里的写法。");
  await filing.change(wanted);
  show(filing);
  say(`写进去了${wanted.length}处。`);
}

/**
 * A conflict with the name that people know its place by.
 * @param {OpenFiling} filing
 * @param {Conflict} conflict
 * @returns {Conflict}
 */
function named({ form, state }, conflict) {
  const parts = form.sections.flatMap((section) => section.parts ?? []);
  const names = {
    text: parts.find(({ path }) => path === conflict.at)?.heading ?? "",
    own: state.own?.[conflict.at]?.title ?? "附加的表",
  };
  const name = names[/** @type {"text"} */ (conflict.kind)];
  const plain = parts.find(({ path }) => path === conflict.at)?.name;
  return { ...conflict, label: name || plain || conflict.label };
}

/**
 * Puts what the file says into every field.
 * @param {OpenFiling} filing
 */
function show(filing) {
  filing.take(filing.state, { own: new Set(), forced: true });
}

/** @param {HTMLElement} box */
function chosenIn(box) {
  const chosen = box.querySelector("input:checked");
  return chosen instanceof HTMLInputElement ? chosen.value : "theirs";
}

/**
 * @param {Conflict} conflict
 * @param {number} index
 * @returns {Choice}
 */
function choice(conflict, index) {
  if (conflict.kind === "text") return byParagraph(conflict, index);
  const name = `conflict-${index}`;
  const shown = (/** @type {string} */ text) => (conflict.kind === "own" ? titleOf(text) : text);
  const box = make(
    "fieldset",
    { class: "conflict" },
    make("legend", {}, conflict.label || conflict.at),
    radio(name, "mine", "这里填的", shown(conflict.mine), true),
    radio(name, "theirs", "文件里的", shown(conflict.theirs), false),
  );
  return { box, text: () => (chosenIn(box) === "mine" ? conflict.mine : null) };
}

/**
 * A table of the office's own in a few words.
 * @param {string} text
 */
function titleOf(text) {
  if (!text) return "（没有这张表）";
  /** @type {import("./types.js").OwnTable} */
  const { title, rows } = JSON.parse(text);
  return [title, ...rows.map((row) => row.join("　"))].join("\n");
}

/**
 * A text, to be decided paragraph by paragraph.
 * @param {Conflict} conflict
 * @param {number} index
 * @returns {Choice}
 */
function byParagraph({ label, at, mine, theirs, was }, index) {
  const found = stretches(mine, theirs, was);
  const boxes = found.map((stretch, place) =>
    stretch.isSame
      ? make("p", { class: "same" }, stretch.mine[0] || "")
      : difference(stretch, `conflict-${index}-${place}`),
  );
  const box = make("fieldset", { class: "conflict" }, make("legend", {}, label || at), ...boxes);
  const choices = () => boxes.map((each) => /** @type {"mine"} */ (chosenIn(each)));
  const text = () => {
    const to = merged(found, choices());
    return to === theirs ? null : to;
  };
  return { box, text };
}

/**
 * @param {import("./merging.js").Stretch} stretch
 * @param {string} name
 */
function difference({ mine, theirs, wish }, name) {
  return make(
    "div",
    { class: "stretch", role: "radiogroup", "aria-label": "这一段" },
    radio(name, "mine", "这里填的", mine.join("\n"), wish === "mine", "（没有这一段）"),
    radio(name, "theirs", "文件里的", theirs.join("\n"), wish === "theirs", "（没有这一段）"),
    mine.length > 0 &&
      theirs.length > 0 &&
      radio(name, "both", "两种都留下", "先文件里的，再这里填的", wish === "both"),
  );
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {string} text
 * @param {boolean} checked
 * @param {string} [empty] what is said where nothing stands
 */
function radio(name, value, label, text, checked, empty = "（空着）") {
  const field = make("input", { type: "radio", name, value, checked });
  return make("label", {}, field, make("b", {}, label), make("span", { class: "written" }, text || empty));
}
