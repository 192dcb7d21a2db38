/**
 * Steps back and forth: of the filing, over sessions; in a text that is typed, the browser's own come first.
 */

import { reason } from "./calls.js";
import { say } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").State} State */
/** @typedef {{text: string, steps: number, place: string}} Shown what an editor last showed of the file */

/** @type {WeakMap<Element, Shown>} */
const editors = new WeakMap();

/**
 * Told that an editor shows a text as the file has it: what is typed from now on the browser can undo.
 * @param {OpenFiling} filing
 * @param {HTMLTextAreaElement} editor
 * @param {string} path
 */
export function shows(filing, editor, path) {
  editors.set(editor, { text: editor.value, steps: filing.state.undo, place: `text ${path}` });
}

/**
 * Whether the browser's own undo is meant: where the second person types, in a remark, and in a text that is
 * another than it was when it was shown.
 * @param {EventTarget | null} target
 */
export function isBrowsers(target) {
  if (!(target instanceof Element)) return false;
  if (target.closest(".twice, dialog")) return true;
  const shown = editors.get(target);
  if (!shown) return target instanceof HTMLTextAreaElement && Boolean(target.closest(".remarks"));
  return target instanceof HTMLTextAreaElement && target.value !== shown.text;
}

/**
 * One step back or forth; what it changed is named, because it may be out of sight.
 * @param {OpenFiling} filing
 * @param {string} step
 * @param {EventTarget | null} target where the key was pressed
 */
export async function stepped(filing, step, target) {
  try {
    await filing.flush();
    const before = filing.state;
    if (await passed(filing, step, target)) await filing.act(step);
    const name = changed(filing, before);
    say(`${step === "undo" ? "撤销" : "重做"}了一步${name ? `：${name}` : ""}。`);
  } catch (failure) {
    say(reason(failure));
  }
}

/**
 * Passes over the steps that the browser has undone by itself; gives whether the text is then still as it was
 * shown. Where it is not, one step more was passed than was typed here (the editor was shown before all of it
 * was written), and that was the step that is meant.
 * @param {OpenFiling} filing
 * @param {string} step
 * @param {EventTarget | null} target
 */
async function passed(filing, step, target) {
  const shown = target instanceof Element ? editors.get(target) : undefined;
  const { text = "", place = "" } = shown ?? {};
  const count = taken(filing, step, target);
  for (let left = count; left > 0; left -= 1) await filing.act(step);
  return !count || filing.known("text", place.slice("text ".length)) === text;
}

/**
 * How many steps the browser has undone by itself: typed here and taken back, they come to nothing together.
 * @param {OpenFiling} filing
 * @param {string} step
 * @param {EventTarget | null} target
 */
function taken(filing, step, target) {
  const shown = target instanceof Element ? editors.get(target) : undefined;
  if (!shown || step !== "undo") return 0;
  const isAlone = [...filing.touched].every((place) => place === shown.place);
  return isAlone ? Math.max(0, filing.state.undo - shown.steps) : 0;
}

/**
 * What a step has changed, as people call it.
 * @param {OpenFiling} filing
 * @param {State} before
 */
function changed({ form, state }, before) {
  const parts = form.sections.flatMap((section) => section.parts ?? []);
  const cells = Object.keys(state.cells).filter((at) => state.cells[at]?.text !== before.cells[at]?.text);
  const more = cells.length > 1 ? `等${cells.length}格` : "";
  if (cells[0]) return (form.cells[cells[0]]?.label ?? cells[0]) + more;
  const text = Object.keys(state.texts).find((at) => state.texts[at]?.text !== before.texts[at]?.text);
  if (text) return parts.find(({ path }) => path === text)?.name ?? text;
  return form.head.find(({ key }) => state.head[key] !== before.head[key])?.label ?? "";
}

/** @param {KeyboardEvent} event */
export function stepOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const letter = altKey || !(ctrlKey || metaKey) ? "" : key.toLowerCase();
  if (letter === "y" || (letter === "z" && shiftKey)) return "redo";
  return letter === "z" ? "undo" : "";
}
