/**
 * The keys of a spreadsheet in a table of fields.
 */

import { reason } from "./calls.js";
import { copied } from "./clipboard.js";
import { say } from "./elements.js";
import { between, boxes, edge, neighbour } from "./moves.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {Map<HTMLInputElement, import("./moves.js").Box>} Boxes */

/** @type {Map<string, [number, number] | "first" | "last">} */
const WAYS = new Map(
  /** @type {[string, [number, number] | "first" | "last"][]} */ ([
    ["ArrowUp", [-1, 0]],
    ["ArrowDown", [1, 0]],
    ["ArrowLeft", [0, -1]],
    ["ArrowRight", [0, 1]],
    ["Home", "first"],
    ["End", "last"],
  ]),
);

/** The chosen block of a table: from one corner to the other. */
class Choice {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.table = table;
    this.fields = boxes(table);
    /** @type {HTMLInputElement | null} */
    this.from = null;
    /** @type {HTMLInputElement | null} */
    this.to = null;
  }

  /** @returns {HTMLInputElement[][]} */
  get rows() {
    return this.from && this.to ? between(this.fields, this.from, this.to) : [];
  }

  /**
   * @param {HTMLInputElement | null} from
   * @param {HTMLInputElement | null} to
   */
  set(from, to) {
    this.from = from;
    this.to = to;
    const chosen = new Set(from === to ? [] : this.rows.flat());
    for (const field of this.fields.keys()) field.classList.toggle("chosen", chosen.has(field));
  }
}

/**
 * Makes a table follow the keys; without a filing its fields are somebody else's to write.
 * @param {HTMLTableElement} table
 * @param {OpenFiling | null} filing
 */
export function follow(table, filing) {
  const choice = new Choice(table);
  table.addEventListener("keydown", (event) => pressed(event, choice, filing));
  table.addEventListener("focusin", (event) => entered(event, choice));
  table.addEventListener(
    "dblclick",
    (event) => event.target instanceof HTMLInputElement && edit(event.target),
  );
  table.addEventListener("pointerover", (event) => dragged(event, choice));
  table.addEventListener("copy", (event) => copy(event, choice));
}

/**
 * A field that is entered is chosen whole, so that what is typed takes the place of what stood there.
 * @param {FocusEvent} event
 * @param {Choice} choice
 */
function entered(event, choice) {
  if (!(event.target instanceof HTMLInputElement)) return;
  const field = event.target;
  field.dataset.before = field.value;
  if (!choice.rows.flat().includes(field)) choice.set(field, field);
  window.setTimeout(() => document.activeElement === field && !field.dataset.editing && field.select());
}

/**
 * @param {PointerEvent} event
 * @param {Choice} choice
 */
function dragged(event, choice) {
  const field = event.target;
  if (event.buttons !== 1 || !(field instanceof HTMLInputElement) || !choice.from) return;
  if (field !== choice.from || choice.to !== choice.from) choice.set(choice.from, field);
}

/**
 * @param {KeyboardEvent} event
 * @param {Choice} choice
 * @param {OpenFiling | null} filing
 */
function pressed(event, choice, filing) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || event.isComposing) return;
  const done =
    event.ctrlKey || event.metaKey
      ? withControl(event, field, choice)
      : moved(event, field, choice) || changed(event, field, choice, filing);
  if (done) event.preventDefault();
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 * @param {Choice} choice
 */
function withControl(event, field, choice) {
  if (event.key !== "Home" && event.key !== "End") return false;
  edge(choice.fields, field, event.key === "End", true)?.focus();
  return true;
}

/**
 * Whether the key went elsewhere; at the edge it goes nowhere.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 * @param {Choice} choice
 */
function moved(event, field, choice) {
  const way = wayOf(event, Boolean(field.dataset.editing));
  if (way === "first" || way === "last") edge(choice.fields, field, way === "last", false)?.focus();
  else if (way && event.shiftKey && event.key !== "Enter") extend(choice, way[0], way[1]);
  else if (way) neighbour(choice.fields, field, way[0], way[1])?.focus();
  return Boolean(way);
}

/**
 * Where a key leads: down and right by so many, or to an end of the row; null where it stays in the field.
 * @param {KeyboardEvent} event
 * @param {boolean} isEditing
 * @returns {[number, number] | "first" | "last" | null}
 */
function wayOf({ key, altKey, shiftKey }, isEditing) {
  if (key === "Enter") return [shiftKey ? -1 : 1, 0];
  const way = WAYS.get(key);
  const isAcross = typeof way === "string" || Boolean(way?.[1]);
  return !way || altKey || (isEditing && isAcross) ? null : way;
}

/**
 * @param {Choice} choice
 * @param {number} down
 * @param {number} right
 */
function extend(choice, down, right) {
  const to = choice.to && neighbour(choice.fields, choice.to, down, right);
  if (to) choice.set(choice.from, to);
}

/**
 * Whether the key did something to what stands in the field.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 * @param {Choice} choice
 * @param {OpenFiling | null} filing
 */
function changed(event, field, choice, filing) {
  const chosen = choice.rows.flat();
  if (filing && event.altKey && event.code === "Digit0") return zeroRow(field, filing);
  if (event.key === "F2") return edit(field);
  if (event.key === "Escape") return restore(field);
  if (filing && event.key === "Delete" && chosen.length > 1) return empty(chosen, filing);
  if (field.readOnly && /^[0-9]$/.test(event.key)) say("这一格由程序算出。要自己填，先按 F2。");
  return false;
}

/** @param {HTMLInputElement} field */
function edit(field) {
  field.readOnly = false;
  field.dataset.editing = "yes";
  field.setSelectionRange(field.value.length, field.value.length);
  return true;
}

/** @param {HTMLInputElement} field */
function restore(field) {
  delete field.dataset.editing;
  if (field.value !== field.dataset.before && !field.readOnly) {
    field.value = field.dataset.before ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.select();
  return true;
}

/**
 * The row of a field is all zero.
 * @param {HTMLInputElement} field
 * @param {OpenFiling} filing
 */
function zeroRow(field, filing) {
  const row = filing.form.cells[field.dataset.path ?? ""]?.row;
  if (!row) return false;
  filing.act("write", { changes: [{ kind: "row", at: row, was: "", to: "0" }] }).then(
    () => say("本行全为 0。"),
    (failure) => say(reason(failure)),
  );
  return true;
}

/**
 * @param {HTMLInputElement[]} chosen
 * @param {OpenFiling} filing
 */
function empty(chosen, filing) {
  const fields = chosen.filter((field) => !field.readOnly);
  for (const field of fields) field.value = "";
  void filing.change(fields.map((field) => ({ kind: "cell", at: field.dataset.path ?? "", to: "" })));
  return true;
}

/**
 * @param {ClipboardEvent} event
 * @param {Choice} choice
 */
function copy(event, choice) {
  const rows = choice.rows;
  if (rows.flat().length < 2 || !event.clipboardData) return;
  const block = copied(rows.map((row) => row.map((field) => field.value)));
  event.clipboardData.setData("text/plain", block.text);
  event.clipboardData.setData("text/html", block.markup);
  event.preventDefault();
  say(`复制了${rows.length}行。`);
}
