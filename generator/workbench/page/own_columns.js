/**
 * The heads of a table of the office's own: the name, the kind and the unit of each column.
 */

import { button, make } from "./elements.js";

/** @typedef {import("./types.js").Form} Form */
/** @typedef {import("./types.js").OwnTable} OwnTable */
/** @typedef {[string, string, string]} Column */

/**
 * A column that is not there yet.
 * @param {Form} form
 * @param {string[]} names that are there
 * @param {boolean} [isNumber]
 * @returns {Column}
 */
export function freshColumn(form, names, isNumber = false) {
  let number = names.length + 1;
  while (names.includes(`列${number}`)) number += 1;
  const kind = form.own_kinds.find((each) => each.number === isNumber);
  return [`列${number}`, kind?.name ?? "", ""];
}

/**
 * @param {Form} form
 * @param {OwnTable} table is changed in place
 * @param {() => void} shape writes a table whose columns are others
 * @param {(change: Partial<OwnTable>) => void} write
 */
export function columnHeads(form, table, shape, write) {
  const heads = table.columns.map((column, at) => head(form, table, column, at, shape, write));
  const add = button("加一列", () => {
    const names = table.columns.map(([name]) => name);
    table.columns.push(freshColumn(form, names));
    for (const row of table.rows) row.push("");
    shape();
  });
  return make("thead", {}, make("tr", {}, ...heads, make("td", {}, add)));
}

/**
 * @param {Form} form
 * @param {OwnTable} table
 * @param {Column} column
 * @param {number} at
 * @param {() => void} shape
 * @param {(change: Partial<OwnTable>) => void} write
 */
function head(form, table, column, at, shape, write) {
  const which = `第${at + 1}列`;
  const name = input(column[0], `${which}的名称`, (text) => {
    const isFree = text && !table.columns.some(([other], place) => place !== at && other === text);
    name.setAttribute("aria-invalid", String(!isFree));
    if (!isFree) return;
    column[0] = text;
    write({});
  });
  const unit = input(column[2], `${which}的单位`, (text) => {
    column[2] = text;
    write({});
  });
  unit.placeholder = "单位";
  const drop = button("去掉这列", () => taken(table, at, shape), { "aria-label": `去掉${which}` });
  const kinds = kindOf(form, column, which, () => write({}));
  return make("th", { scope: "col" }, name, kinds, unit, table.columns.length > 1 && at > 0 && drop);
}

/**
 * @param {OwnTable} table
 * @param {number} at
 * @param {() => void} shape
 */
function taken(table, at, shape) {
  table.columns.splice(at, 1);
  for (const row of table.rows) row.splice(at, 1);
  shape();
}

/**
 * What a column holds, to be chosen.
 * @param {Form} form
 * @param {Column} column
 * @param {string} which
 * @param {() => void} write
 */
function kindOf(form, column, which, write) {
  const options = form.own_kinds.map(({ name, meaning }) =>
    make("option", { value: name, title: meaning }, name),
  );
  const field = make("select", { "aria-label": `${which}的种类` }, ...options);
  field.value = column[1];
  field.addEventListener("change", () => {
    column[1] = field.value;
    write();
  });
  return field;
}

/**
 * @param {string} value
 * @param {string} label
 * @param {(text: string) => void} typed
 */
function input(value, label, typed) {
  const field = make("input", { type: "text", autocomplete: "off", "aria-label": label, value });
  field.addEventListener("input", () => typed(field.value.trim()));
  return field;
}
