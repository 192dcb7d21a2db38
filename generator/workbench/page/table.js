/**
 * A table of the form as it is printed, with a field for every number.
 */

import { make } from "./elements.js";

/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").CellPlan} CellPlan */
/** @typedef {import("./types.js").Cell} Cell */
/** @typedef {(path: string, place: Place) => HTMLElement} FieldMaker */

/** HTML's word for what a head stands over. */
const SCOPES = {
  banner: "colgroup",
  "column-group": "colgroup",
  column: "col",
  "row-group": "rowgroup",
  row: "row",
};

/**
 * The table of a section; `field` makes what stands in the cell of a number.
 * @param {Section} section
 * @param {string} prefix before every id, where the same table stands twice on a page
 * @param {FieldMaker} field
 * @returns {HTMLTableElement}
 */
export function tableOf(section, prefix, field) {
  const { places = [], rows = 0, head_rows = 0 } = section.grid ?? {};
  const table = make("table", { class: "statutory", "aria-label": section.heading || section.name });
  const stubs = Math.min(...places.filter(isNumber).map((place) => place.column));
  const lines = Array.from({ length: rows }, () => make("tr"));
  for (const place of places) {
    const cell = isNumber(place) ? numberCell(place, prefix, field) : headCell(place, prefix);
    cell.classList.toggle("stub", place.column + place.colspan <= stubs);
    lines[place.row]?.append(placed(cell, place));
  }
  if (head_rows) table.append(make("thead", {}, ...lines.slice(0, head_rows)));
  table.append(make("tbody", {}, ...lines.slice(head_rows)));
  return table;
}

/** @param {Place} place */
function isNumber(place) {
  return place.role === "number";
}

/**
 * @param {HTMLTableCellElement} cell
 * @param {Place} place
 */
function placed(cell, place) {
  cell.dataset.row = String(place.row);
  cell.dataset.column = String(place.column);
  if (place.rowspan > 1) cell.rowSpan = place.rowspan;
  if (place.colspan > 1) cell.colSpan = place.colspan;
  return cell;
}

/**
 * @param {Place} place
 * @param {string} prefix
 */
function headCell(place, prefix) {
  const scope = place.role in SCOPES ? SCOPES[/** @type {keyof SCOPES} */ (place.role)] : null;
  const properties = { id: place.id && prefix + place.id, headers: ids(place, prefix), class: place.role };
  if (!scope) return make("td", properties, place.text);
  const cell = make("th", { ...properties, scope }, place.text);
  if (place.indent) cell.dataset.indent = String(Math.min(place.indent, 4));
  return cell;
}

/**
 * @param {Place} place
 * @param {string} prefix
 * @param {FieldMaker} field
 */
function numberCell(place, prefix, field) {
  const cell = make("td", { headers: ids(place, prefix), class: "number" });
  cell.append(field(place.path, place));
  return cell;
}

/**
 * @param {Place} place
 * @param {string} prefix
 */
export function ids(place, prefix) {
  return place.headers.map((id) => prefix + id).join(" ") || null;
}

/**
 * Shows a number in its field as it stands in a state.
 * @param {HTMLInputElement} field
 * @param {Cell | undefined} cell
 * @param {CellPlan | undefined} plan
 */
export function show(field, cell, plan) {
  const isComputed = cell?.state === "computed" && !cell.text;
  field.value = isComputed ? cell.value : (cell?.text ?? "");
  dress(field, cell, plan);
}

/**
 * The looks of a field; what stands in it stays.
 * @param {HTMLInputElement} field
 * @param {Cell | undefined} cell
 * @param {CellPlan | undefined} plan
 */
export function dress(field, cell, plan) {
  const isComputed = cell?.state === "computed" && !cell.text;
  const isFocused = document.activeElement === field;
  if (!isFocused || !isComputed) field.readOnly = isComputed;
  field.classList.toggle("computed", isComputed);
  field.classList.toggle("typed-total", Boolean(plan?.total) && !isComputed && Boolean(cell?.text));
  field.classList.toggle("blank", !isComputed && !cell?.text);
  field.title = [plan?.hint, isComputed ? "由程序算出，要自己填按 F2" : "", cell?.remark]
    .filter(Boolean)
    .join("；");
}
