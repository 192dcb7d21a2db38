/**
 * Going about the cells of a table with the keyboard as in a spreadsheet; every way stops at the edge.
 */

/** @typedef {{row: number, column: number, rows: number, columns: number}} Box */

/**
 * The fields of a table by their places.
 * @param {Element} table
 * @returns {Map<HTMLInputElement, Box>}
 */
export function boxes(table) {
  const found = new Map();
  for (const field of table.querySelectorAll("input[data-path]")) {
    const cell = field.closest("td");
    if (!cell) continue;
    const { row, column } = cell.dataset;
    found.set(field, { row: Number(row), column: Number(column), rows: cell.rowSpan, columns: cell.colSpan });
  }
  return found;
}

/**
 * The nearest field in a direction; undefined at the edge.
 * @param {Map<HTMLInputElement, Box>} fields
 * @param {HTMLInputElement} from
 * @param {number} down
 * @param {number} right
 * @returns {HTMLInputElement | undefined}
 */
export function neighbour(fields, from, down, right) {
  const here = fields.get(from);
  if (!here) return undefined;
  const ways = [...fields].map(([field, there]) => ({ field, far: distance(here, there, down, right) }));
  const nearest = ways.reduce((best, way) => (way.far < best.far ? way : best), {
    field: from,
    far: Infinity,
  });
  return nearest.far < Infinity ? nearest.field : undefined;
}

/**
 * How far one box lies from another in a direction; without end where it does not lie there.
 * @param {Box} here
 * @param {Box} there
 * @param {number} down
 * @param {number} right
 */
function distance(here, there, down, right) {
  const ahead = (there.row - here.row) * down + (there.column - here.column) * right;
  const aside = down
    ? gap(here.column, here.columns, there.column, there.columns)
    : gap(here.row, here.rows, there.row, there.rows);
  return ahead <= 0 || (right && aside > 0) ? Infinity : ahead * 100 + aside * 10;
}

/**
 * How far two stretches lie apart; 0 where they overlap.
 * @param {number} start
 * @param {number} length
 * @param {number} other
 * @param {number} otherLength
 */
function gap(start, length, other, otherLength) {
  return Math.max(0, other - (start + length - 1), start - (other + otherLength - 1));
}

/**
 * The first or last field of the row of a field, or of the whole table.
 * @param {Map<HTMLInputElement, Box>} fields
 * @param {HTMLInputElement} from
 * @param {boolean} last
 * @param {boolean} all
 * @returns {HTMLInputElement | undefined}
 */
export function edge(fields, from, last, all) {
  const row = fields.get(from)?.row;
  const there = [...fields].filter(([, box]) => all || box.row === row).map(([field]) => field);
  return last ? there.at(-1) : there[0];
}

/**
 * The fields between two corners, row by row.
 * @param {Map<HTMLInputElement, Box>} fields
 * @param {HTMLInputElement} from
 * @param {HTMLInputElement} to
 * @returns {HTMLInputElement[][]}
 */
export function between(fields, from, to) {
  const one = fields.get(from),
    other = fields.get(to);
  if (!one || !other) return [];
  const top = Math.min(one.row, other.row),
    bottom = Math.max(one.row, other.row);
  const left = Math.min(one.column, other.column),
    right = Math.max(one.column, other.column);
  /** @type {Map<number, HTMLInputElement[]>} */
  const rows = new Map();
  for (const [field, box] of fields) {
    if (box.row < top || box.row > bottom || box.column < left || box.column > right) continue;
    rows.set(box.row, [...(rows.get(box.row) ?? []), field]);
  }
  return [...rows.values()];
}
