/**
 * A copied block goes into a table: figures place by place, anything with names by its names.
 */

import { reason } from "./calls.js";
import { blockOf, isFigures, plainNumber } from "./clipboard.js";
import { ask, make, say } from "./elements.js";
import { boxes } from "./moves.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {Map<string, string>} Block what goes into which cell */

/**
 * Makes a table take blocks.
 * @param {HTMLTableElement} table
 * @param {OpenFiling} filing
 * @param {Section} section
 */
export function takeBlocks(table, filing, section) {
  table.addEventListener("paste", (event) => {
    const field = event.target,
      data = event.clipboardData;
    if (!(field instanceof HTMLInputElement) || !data) return;
    const text = data.getData("text/plain"),
      markup = data.getData("text/html");
    const rows = blockOf(text, markup);
    if (field.dataset.editing && rows.length === 1 && rows[0]?.length === 1) return;
    event.preventDefault();
    const put = isFigures(rows)
      ? byPlace(table, field, rows, filing)
      : byName(filing, section, field, rows, text, markup);
    put.catch((failure) => say(reason(failure)));
  });
}

/**
 * @param {HTMLTableElement} table
 * @param {HTMLInputElement} first
 * @param {string[][]} rows
 * @param {OpenFiling} filing
 */
async function byPlace(table, first, rows, filing) {
  const { block, outside } = laid(table, first, rows);
  const told = outside ? `贴了${block.size}格，另有${outside}格超出了表，没有贴。` : `贴了${block.size}格。`;
  await write(block, filing);
  if (block.size > 1 || outside) say(told);
}

/**
 * Which cell of the block falls on which field.
 * @param {HTMLTableElement} table
 * @param {HTMLInputElement} first
 * @param {string[][]} rows
 * @returns {{block: Block, outside: number}}
 */
export function laid(table, first, rows) {
  const fields = boxes(table),
    start = fields.get(first);
  const lines = [...new Set([...fields.values()].map((box) => box.row))].filter(
    (row) => row >= (start?.row ?? 0),
  );
  /** @type {Block} */
  const block = new Map();
  let outside = 0;
  for (const { text, row, column } of spread(rows, start?.column ?? 0)) {
    const there = [...fields].find(([, box]) => box.row === lines[row] && covers(box, column));
    if (there && there[1].column === column) block.set(there[0].dataset.path ?? "", plainNumber(text));
    else if (plainNumber(text)) outside += 1;
  }
  return { block, outside };
}

/**
 * Every cell of a block with its place.
 * @param {string[][]} rows
 * @param {number} left
 */
function spread(rows, left) {
  return rows.flatMap((cells, row) => cells.map((text, across) => ({ text, row, column: left + across })));
}

/**
 * @param {import("./moves.js").Box} box
 * @param {number} column
 */
function covers(box, column) {
  return box.column <= column && column < box.column + box.columns;
}

/**
 * Writes a block as one step.  A total that is worked out is written only where the block says otherwise.
 * @param {Block} block
 * @param {OpenFiling} filing
 */
async function write(block, filing) {
  const { cells } = filing.form;
  const isWorkedOut = (/** @type {string} */ path) => cells[path]?.total && !filing.state.cells[path]?.text;
  const plain = [...block].filter(([path]) => !isWorkedOut(path));
  await sent(plain, filing);
  const totals = [...block].filter(
    ([path, text]) => isWorkedOut(path) && text && differs(text, filing.state.cells[path]?.value),
  );
  await sent(totals, filing);
}

/**
 * @param {string} text
 * @param {string | undefined} value
 */
function differs(text, value) {
  return Number(text) !== Number(value);
}

/**
 * @param {[string, string][]} pairs
 * @param {OpenFiling} filing
 */
async function sent(pairs, filing) {
  const changes = pairs.map(([at, to]) => ({ kind: "cell", at, was: filing.known("cell", at), to }));
  if (changes.length) await filing.act("write", { changes });
}

/**
 * The product finds where a block with names belongs; what it is not sure of is told.
 * @param {OpenFiling} filing
 * @param {Section} section
 * @param {HTMLInputElement} field
 * @param {string[][]} rows
 * @param {string} text
 * @param {string} markup
 */
async function byName(filing, section, field, rows, text, markup) {
  if (rows.length === 1 && rows[0]?.length === 1) {
    field.value = plainNumber(rows[0][0] ?? "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const row = filing.form.cells[field.dataset.path ?? ""]?.row ?? "";
  const first = row.startsWith(`${section.key}.`) ? row.slice(section.key.length + 1) : "";
  /** @type {{cells: Record<string, string>, doubts: string[]}} */
  const answer = await filing.call("paste", { section: section.key, first, text, html: markup });
  const block = new Map(Object.entries(answer.cells));
  if (block.size) await write(block, filing);
  say(`按行名、列名贴了${block.size}格。`);
  if (answer.doubts.length) {
    const list = make("ul", {}, ...answer.doubts.map((doubt) => make("li", {}, doubt)));
    await ask("有几处没有贴", [list], { "": "知道了" });
  }
}
