/**
 * What the reader of sentences understood of a text: every number, what it is bound to, what could be bound.
 */

import { reason } from "./calls.js";
import { button, fill, make, say } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {{label: string, placeholder: string | null, value: string | number | null}} Target */
/**
 * @typedef {object} TextNumber
 * @property {string} text
 * @property {boolean} placeholder
 * @property {boolean} bound
 * @property {boolean | null} agrees
 * @property {string | null} reason
 * @property {Target[]} to
 */
/** @typedef {{path: string, text: string, numbers: TextNumber[]}} Sentence */
/** @typedef {{start: number, end: number, typed: string, text: string}} Replacement */

const PAUSE = 600;

/**
 * Shows the numbers of a text for as long as it is wanted.
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {HTMLTextAreaElement} editor
 * @param {HTMLElement} panel
 */
export function showNumbers(filing, path, editor, panel) {
  let timer = 0;
  const draw = () => void drawn(filing, path, editor, panel).catch((failure) => say(reason(failure)));
  const end = filing.watch(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(draw, PAUSE);
  });
  draw();
  return () => {
    window.clearTimeout(timer);
    end();
  };
}

/**
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {HTMLTextAreaElement} editor
 * @param {HTMLElement} panel
 */
async function drawn(filing, path, editor, panel) {
  await filing.flush();
  const { problem, sentences, replacements } = await filing.call("sentences");
  /** @type {Sentence[]} */
  const mine = sentences.filter((/** @type {Sentence} */ each) => each.path === path && each.numbers.length);
  fill(
    panel,
    make("h3", {}, "文中的数"),
    problem && make("p", { class: "note" }, problem),
    offers(filing, path, editor, replacements?.[path] ?? []),
    ...mine.map(sentenceOf),
    !problem && !mine.length && make("p", {}, "没有可以与表核对的数。"),
  );
}

/**
 * The typed numbers that placeholders can stand for, each by itself or all at once.
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {HTMLTextAreaElement} editor
 * @param {Replacement[]} replacements
 */
function offers(filing, path, editor, replacements) {
  if (!replacements.length) return null;
  const each = replacements.map((replacement) => {
    const around = editor.value.slice(Math.max(0, replacement.start - 10), replacement.start);
    return make(
      "li",
      {},
      `……${around}`,
      make("b", {}, replacement.typed),
      " ",
      make("code", {}, replacement.text),
      " ",
      button("改成占位符", () => bind(filing, path, editor, replacement), {
        "aria-label": `把${around}${replacement.typed}改成占位符`,
      }),
    );
  });
  const all = button(`${replacements.length}个全部改成占位符`, () => void bindAll(filing, path));
  return make(
    "div",
    { class: "unbound" },
    make("p", {}, "手写的、与表相符的数；改成占位符以后，表改了文字跟着改："),
    make("ul", {}, ...each),
    all,
  );
}

/**
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {HTMLTextAreaElement} editor
 * @param {Replacement} replacement
 */
async function bind(filing, path, editor, { start, end, typed, text }) {
  const written = filing.known("text", path);
  if (written.slice(start, end) !== typed) return say("文字改过了，请稍等再试。");
  const fresh = written.slice(0, start) + text + written.slice(end);
  try {
    await filing.act("write", { changes: [{ kind: "text", at: path, was: written, to: fresh }] });
    say(`${typed} 改成了占位符。`);
    editor.closest("article")?.querySelector("button")?.focus();
  } catch (failure) {
    say(reason(failure));
  }
}

/**
 * @param {OpenFiling} filing
 * @param {string} path
 */
async function bindAll(filing, path) {
  await filing.act("bind", { path }).then(
    () => say("改成了占位符；印出来的一个字不变。"),
    (failure) => say(reason(failure)),
  );
}

/** @param {Sentence} sentence */
function sentenceOf(sentence) {
  return make(
    "div",
    { class: "sentence" },
    make("p", {}, sentence.text.trim()),
    make("ul", {}, ...sentence.numbers.map(numberOf)),
  );
}

/** @param {TextNumber} number */
function numberOf(number) {
  const [level, verdict] = verdictOf(number);
  const target = number.to[0];
  const value = target && target.value !== null ? ` 是 ${target.value}` : "";
  const about = number.bound && target ? target.label + value : (number.reason ?? "");
  const mark = make("span", { class: `level ${level}` }, verdict);
  return make(
    "li",
    {},
    make("b", {}, number.text),
    number.placeholder && "（占位符）",
    " ",
    mark,
    " ",
    about,
  );
}

/**
 * @param {TextNumber} number
 * @returns {[string, string]} the level and its word
 */
function verdictOf({ bound, agrees }) {
  if (!bound) return ["info", "没有对"];
  return agrees ? ["good", "相符"] : ["error", "不符"];
}
