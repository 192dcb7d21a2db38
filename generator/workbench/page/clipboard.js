/**
 * Blocks of cells on the clipboard: as Excel, WPS and Word copy them, and as they take them.
 */

const WIDE = /[０-９．，－]/g;
const BLANKS = /[\s\u00a0\u3000]+/g;
const LAST_END = /(?:\r\n|\n|\r)$/;
const CELLS = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/g;
const THOUSANDS = /^-?\d{1,3}(?:[,']\d{3})+(?:\.\d+)?$/;

/**
 * A number as a person typed or copied it, in plain digits; anything else as it is, without blanks around it.
 * @param {string} text
 * @returns {string}
 */
export function plainNumber(text) {
  const narrow = text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const bare = narrow.replace(BLANKS, "");
  if (THOUSANDS.test(bare)) return bare.replace(/[,']/g, "");
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? bare : text.replaceAll("\u00a0", " ").trim();
}

/**
 * The rows of a copied block: of its table where it brings one, else of its lines.
 * @param {string} text
 * @param {string} markup
 * @returns {string[][]}
 */
export function blockOf(text, markup) {
  const rows = markup.includes("<t") ? rowsOfMarkup(markup) : [];
  return rows.length ? rows : rowsOfText(text);
}

/**
 * Lines and tabs; a cell in quotes may hold line ends and tabs of its own.
 * @param {string} text
 * @returns {string[][]}
 */
export function rowsOfText(text) {
  const cells = [...text.replace(LAST_END, "").matchAll(CELLS)];
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, cell = "", end = ""] of cells) {
    rows.at(-1)?.push(unquoted(cell));
    if (/[\r\n]/.test(end)) rows.push([]);
    if (end === "") break;
  }
  return rows;
}

/** @param {string} cell */
function unquoted(cell) {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell;
}

/**
 * The largest table of a piece of markup; a merged cell stands at its first place, the others are empty.
 * @param {string} markup
 * @returns {string[][]}
 */
function rowsOfMarkup(markup) {
  const tables = [...new DOMParser().parseFromString(markup, "text/html").querySelectorAll("table")];
  const largest = tables.sort((left, right) => right.rows.length - left.rows.length)[0];
  return largest ? laidOut(largest) : [];
}

/**
 * @param {HTMLTableElement} table
 * @returns {string[][]}
 */
function laidOut(table) {
  /** @type {(string | undefined)[][]} */
  const grid = [...table.rows].map(() => []);
  [...table.rows].forEach((row, at) => {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[at]?.[column] !== undefined) column += 1;
      place(grid, at, column, cell);
      column += cell.colSpan;
    }
  });
  const width = Math.max(...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ""));
}

/**
 * @param {(string | undefined)[][]} grid
 * @param {number} row
 * @param {number} column
 * @param {HTMLTableCellElement} cell
 */
function place(grid, row, column, cell) {
  for (let down = 0; down < cell.rowSpan && row + down < grid.length; down += 1) {
    for (let across = 0; across < Math.min(cell.colSpan, 100); across += 1) {
      const first = down === 0 && across === 0;
      (grid[row + down] ?? [])[column + across] = first ? (cell.textContent ?? "").trim() : "";
    }
  }
}

/**
 * Whether a block holds numbers and empty cells alone: then it goes in place by place.
 * @param {string[][]} rows
 */
export function isFigures(rows) {
  return rows.every((row) => row.every((cell) => /^(?:-?\d+(?:\.\d+)?)?$/.test(plainNumber(cell))));
}

/**
 * A block as text and as a table, for programs that take it.
 * @param {string[][]} rows
 * @returns {{text: string, markup: string}}
 */
export function copied(rows) {
  const table = document.createElement("table");
  for (const row of rows) {
    const line = table.insertRow();
    for (const cell of row) line.insertCell().textContent = cell;
  }
  return { text: rows.map((row) => row.join("\t")).join("\r\n"), markup: table.outerHTML };
}
