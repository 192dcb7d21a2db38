/**
 * Numbers of the form offered behind "{{": found by their printed names, written as placeholders.
 */

import { fill, make } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {{label: string, write: string, value: string}} Item */

const SHOWN = 12;
let made = 0;

/**
 * Makes an editor offer placeholders.
 * @param {HTMLTextAreaElement} editor
 * @param {OpenFiling} filing
 */
export function completes(editor, filing) {
  const offer = new Offer(editor, filing);
  editor.addEventListener("input", () => void offer.look());
  editor.addEventListener("keydown", (event) => offer.pressed(event));
  editor.addEventListener("blur", () => offer.close());
}

class Offer {
  /**
   * @param {HTMLTextAreaElement} editor
   * @param {OpenFiling} filing
   */
  constructor(editor, filing) {
    this.editor = editor;
    this.filing = filing;
    made += 1;
    this.id = `offer-${made}`;
    this.list = make("ul", { class: "offer", role: "listbox", id: this.id, "aria-label": "表里的数" });
    /** @type {Item[]} */
    this.all = [];
    /** @type {Item[]} */
    this.items = [];
    this.chosen = 0;
  }

  /** What was typed behind an open "{{", or null. */
  get typed() {
    const before = this.editor.value.slice(0, this.editor.selectionStart);
    return /\{\{\s*([^{}\n]{0,40})$/.exec(before)?.[1] ?? null;
  }

  async look() {
    if (this.typed === null) return this.close();
    if (!this.list.isConnected) {
      this.list.classList.remove("ready");
      this.all = (await this.filing.call("complete").catch(() => ({ items: [] }))).items;
    }
    const typed = this.typed;
    if (typed === null) return this.close();
    this.items = fitting(this.all, typed.trim());
    this.chosen = 0;
    this.draw();
  }

  draw() {
    if (!this.items.length) return this.close();
    fill(this.list, ...this.items.map((item, index) => this.option(item, index)));
    this.editor.after(this.list);
    this.editor.setAttribute("aria-controls", this.id);
    this.editor.setAttribute("aria-activedescendant", `${this.id}-${this.chosen}`);
    this.list.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {Item} item
   * @param {number} index
   */
  option(item, index) {
    const properties = {
      role: "option",
      id: `${this.id}-${index}`,
      "aria-selected": String(index === this.chosen),
    };
    const option = make("li", properties, item.label, make("b", {}, item.value));
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.put(item);
    });
    return option;
  }

  close() {
    this.list.remove();
    this.editor.removeAttribute("aria-controls");
    this.editor.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (!this.list.isConnected || event.isComposing || !this.does(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * What a key does while numbers are offered; false where it does nothing.
   * @param {string} key
   */
  does(key) {
    const item = this.items[this.chosen];
    if (key === "ArrowDown") this.move(1);
    else if (key === "ArrowUp") this.move(-1);
    else if ((key === "Enter" || key === "Tab") && item) this.put(item);
    else if (key === "Escape") this.close();
    else return false;
    return true;
  }

  /** @param {number} step */
  move(step) {
    this.chosen = Math.min(this.items.length - 1, Math.max(0, this.chosen + step));
    this.draw();
  }

  /**
   * Writes the placeholder in place of what was typed; the browser's own undo takes it back.
   * @param {Item} item
   */
  put(item) {
    const { editor } = this,
      end = editor.selectionStart;
    const start = end - (this.typed ?? "").length;
    const rest = /^\s*\}\}/.exec(editor.value.slice(end))?.[0].length ?? 0;
    editor.setSelectionRange(start, end + rest);
    const open = editor.value.slice(0, start).endsWith(" ") ? "" : " ";
    insert(editor, `${open}${item.write} }}`);
    this.close();
  }
}

/**
 * Puts text in place of what is chosen in an editor, so that the browser can undo it.
 * @param {HTMLTextAreaElement} editor
 * @param {string} text
 */
export function insert(editor, text) {
  editor.focus();
  if (document.execCommand("insertText", false, text)) return;
  editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
  editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/**
 * The items whose names hold every word that was typed; short names first.
 * @param {Item[]} items
 * @param {string} typed
 */
function fitting(items, typed) {
  const words = typed.split(/[\s.的]+/).filter(Boolean);
  const found = items.filter(({ label, write }) =>
    words.every((word) => label.includes(word) || write.includes(word)),
  );
  const rank = (/** @type {Item} */ item) =>
    item.write.startsWith(typed) || item.label.startsWith(typed) ? 0 : 1;
  return found
    .map((item, at) => ({ item, at }))
    .sort((one, other) => rank(one.item) - rank(other.item) || one.at - other.at)
    .slice(0, SHOWN)
    .map(({ item }) => item);
}
