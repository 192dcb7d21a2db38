/**
 * Findings at the cells they speak of: a colour, a line beside the cell that the figures accuse.
 */

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {{level: string, party: boolean, lines: string[], by: Finding[]}} Mark */

const RANKS = ["info", "warning", "error"];

export class Marks {
  /**
   * @param {OpenFiling} filing
   * @param {Map<string, HTMLInputElement>} fields
   */
  constructor(filing, fields) {
    this.filing = filing;
    this.fields = fields;
    /** @type {Map<string, Mark>} */
    this.marks = new Map();
    for (const [path, field] of fields) {
      field.addEventListener("focus", () => this.open(path));
      field.addEventListener("blur", () => this.open(""));
    }
  }

  /**
   * Shows the findings of a state.
   * @param {State} state
   */
  show(state) {
    this.marks = marksOf(state.findings, this.fields);
    for (const [path, field] of this.fields) this.mark(field, path);
    const focused = document.activeElement;
    this.open(focused instanceof HTMLInputElement ? (focused.dataset.path ?? "") : "");
  }

  /**
   * @param {HTMLInputElement} field
   * @param {string} path
   */
  mark(field, path) {
    const mark = this.marks.get(path),
      box = field.parentElement;
    if (!box) return;
    box.dataset.level = mark && !mark.party ? mark.level : "";
    box.classList.toggle("party", Boolean(mark));
    if (box.dataset.level === "error") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const note = box.querySelector(".note"),
      text = mark?.lines.join("；") ?? "";
    if (note && note.textContent !== text) note.textContent = text;
  }

  /**
   * Opens the lines of what is wrong with a cell, wherever they stand.
   * @param {string} path "" where no cell has the focus
   */
  open(path) {
    const findings = this.marks.get(path)?.by ?? [];
    const places = new Set([path, ...findings.map((finding) => finding.place.at)]);
    for (const [name, field] of this.fields) {
      field.parentElement?.classList.toggle("open", path !== "" && places.has(name) && this.marks.has(name));
    }
  }
}

/**
 * @param {Finding[]} findings
 * @param {Map<string, HTMLInputElement>} fields
 * @returns {Map<string, Mark>}
 */
function marksOf(findings, fields) {
  /** @type {Map<string, Mark>} */
  const marks = new Map();
  for (const finding of findings.filter((each) => !each.accepted)) {
    const own = ownCells(finding, fields);
    for (const path of own) add(marks, path, finding, false, path === own[0] ? [line(finding)] : []);
    for (const path of finding.cells.filter((cell) => !own.includes(cell)))
      add(marks, path, finding, true, []);
  }
  return marks;
}

/**
 * The cells that a finding stands at: its own, or all of its row.
 * @param {Finding} finding
 * @param {Map<string, HTMLInputElement>} fields
 */
function ownCells({ place }, fields) {
  if (place.kind === "cell") return [place.at];
  return place.kind === "row" ? [...fields.keys()].filter((path) => path.startsWith(`${place.at}.`)) : [];
}

/**
 * @param {Map<string, Mark>} marks
 * @param {string} path
 * @param {Finding} finding
 * @param {boolean} party
 * @param {string[]} lines
 */
function add(marks, path, finding, party, lines) {
  const mark = marks.get(path) ?? { level: "info", party: true, lines: [], by: [] };
  const isGraver = RANKS.indexOf(finding.level) >= RANKS.indexOf(mark.level) || mark.party;
  if (!party && isGraver) mark.level = finding.level;
  mark.party &&= party;
  mark.lines.push(...lines);
  mark.by.push(finding);
  marks.set(path, mark);
}

/**
 * A finding in one short line.
 * @param {Finding} finding
 * @returns {string}
 */
export function line(finding) {
  return finding.short || finding.message;
}
