/**
 * Rows that an office names itself: filled in, added, pasted, taken out; findings at their cells.
 */

import { blockOf, plainNumber } from "./clipboard.js";
import { button, fill, make, say } from "./elements.js";
import { line } from "./marks.js";

/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {string[][]} Table */

/**
 * What a cell of such a table is called, for going there.
 * @param {string} kind "free" or "own"
 * @param {string} at which table
 * @param {number | undefined} row
 * @param {number | undefined} column
 */
export function placeName(kind, at, row, column) {
  return `@${kind}@${at}@${row ?? ""}@${column ?? (row === undefined ? "" : 0)}`;
}

/**
 * Goes to a cell of such a table, or to the table.
 * @param {string} name
 */
export function goTo(name) {
  if (!name.startsWith("@")) return false;
  const table = name.split("@").slice(0, 3).join("@");
  const field = document.getElementById(name) ?? document.getElementById(`${table}@@`);
  const first = field instanceof HTMLInputElement ? field : field?.querySelector("input");
  first?.focus();
  first?.scrollIntoView({ block: "center" });
  return Boolean(first);
}

export class Rows {
  /**
   * @param {string} kind
   * @param {string} at
   * @param {string[]} labels of the columns
   * @param {(rows: Table) => void} write takes the rows that have anything in them
   */
  constructor(kind, at, labels, write) {
    this.kind = kind;
    this.at = at;
    this.labels = labels;
    this.write = () => write(this.rows.filter((row) => row.some(Boolean)));
    this.body = make("tbody");
    /** @type {Table} */
    this.rows = [];
    /** @type {Finding[]} */
    this.found = [];
    this.body.addEventListener("paste", (event) => this.paste(event));
  }

  /** Whether somebody is typing here. */
  get isBusy() {
    return this.body.contains(document.activeElement);
  }

  /** @param {Table} rows */
  draw(rows) {
    this.rows = rows.map((row) => [...row]);
    fill(this.body, ...this.rows.map((row, at) => this.line(row, at)));
    this.mark(this.found);
  }

  /**
   * @param {string[]} row
   * @param {number} at
   */
  line(row, at) {
    const cells = this.labels.map((label, column) => make("td", {}, this.cell(row, at, label, column)));
    const take = button("去掉", () => this.drop(at), { "aria-label": `去掉第${at + 1}行` });
    return make("tr", {}, ...cells, make("td", {}, take));
  }

  /**
   * @param {string[]} row
   * @param {number} at
   * @param {string} label
   * @param {number} column
   */
  cell(row, at, label, column) {
    const id = placeName(this.kind, this.at, at, column);
    const field = make("input", {
      id,
      type: "text",
      autocomplete: "off",
      "aria-label": `第${at + 1}行${label}`,
      "aria-describedby": `note${id}`,
      value: row[column] ?? "",
    });
    field.addEventListener("input", () => {
      row[column] = field.value;
      this.write();
    });
    const note = make("span", { class: "note", id: `note${id}` });
    return make("span", { class: "listed" }, field, note);
  }

  /**
   * Shows findings at the cells they speak of.
   * @param {Finding[]} findings
   */
  mark(findings) {
    this.found = findings;
    const mine = findings.filter(
      ({ place, accepted }) => place.kind === this.kind && place.at === this.at && !accepted,
    );
    for (const box of this.body.querySelectorAll(".listed")) {
      const field = box.querySelector("input"),
        note = box.querySelector(".note");
      const here = mine.filter(
        ({ place: { row, column } }) => placeName(this.kind, this.at, row, column) === field?.id,
      );
      box.setAttribute("data-level", here[0]?.level ?? "");
      if (note) note.textContent = here.map(line).join("；");
      field?.toggleAttribute("aria-invalid", false);
      if (here.some(({ level }) => level === "error")) field?.setAttribute("aria-invalid", "true");
    }
  }

  add() {
    this.draw([...this.rows, this.labels.map(() => "")]);
    this.body.rows[this.rows.length - 1]?.querySelector("input")?.focus();
  }

  /** @param {number} at */
  drop(at) {
    this.draw(this.rows.filter((_, row) => row !== at));
    this.write();
    this.body.rows[Math.min(at, this.rows.length - 1)]?.querySelector("input")?.focus();
  }

  /**
   * A copied block becomes rows behind the others, or fills the empty row it is pasted into.
   * @param {ClipboardEvent} event
   */
  paste(event) {
    const data = event.clipboardData;
    const rows = data ? blockOf(data.getData("text/plain"), data.getData("text/html")) : [];
    if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const there = this.rows.filter((row) => row.some(Boolean));
    this.draw([
      ...there,
      ...rows.map((row) => this.labels.map((_, column) => plainNumber(row[column] ?? ""))),
    ]);
    this.write();
    say(`贴了${rows.length}行。`);
  }
}
