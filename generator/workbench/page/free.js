/**
 * A table whose rows the office names: rows are added, filled in and taken out.
 */

import { reason } from "./calls.js";
import { blockOf, plainNumber } from "./clipboard.js";
import { button, fill, make, say } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {string[][]} Rows */

/**
 * @param {OpenFiling} filing
 * @param {Section} section
 * @param {HTMLElement} room
 * @returns {() => void} what ends it
 */
export function showFree(filing, section, room) {
  const table = new FreeTable(filing, section);
  room.append(table.around());
  const end = filing.watch((state, _before, news) => {
    const rows = state.free?.[section.key] ?? [];
    const isSame = JSON.stringify(rows) === JSON.stringify(table.rows);
    if (!isSame && (news.forced || !table.body.contains(document.activeElement))) table.draw(rows);
  });
  return () => void end();
}

class FreeTable {
  /**
   * @param {OpenFiling} filing
   * @param {Section} section
   */
  constructor(filing, section) {
    this.filing = filing;
    this.section = section;
    this.columns = section.columns ?? [];
    this.body = make("tbody");
    /** @type {Rows} */
    this.rows = [];
    this.body.addEventListener("paste", (event) => this.paste(event));
  }

  around() {
    const heads = [...this.columns.map(({ label }) => label), "去掉"];
    const head = make("tr", {}, ...heads.map((label) => make("th", { scope: "col" }, label)));
    const name = this.section.heading || this.section.name;
    const table = make(
      "table",
      { class: "filings free", "aria-label": name },
      make("thead", {}, head),
      this.body,
    );
    this.draw(this.filing.state.free?.[this.section.key] ?? []);
    const hint = this.section.hint && make("p", { class: "hint" }, this.section.hint);
    const add = button("加一行", () => this.add());
    return make("section", {}, make("h2", {}, name), hint, table, make("p", { class: "tools" }, add));
  }

  /** @param {Rows} rows */
  draw(rows) {
    this.rows = rows.map((row) => [...row]);
    fill(this.body, ...this.rows.map((row, at) => this.line(row, at)));
  }

  /**
   * @param {string[]} row
   * @param {number} at
   */
  line(row, at) {
    const cells = this.columns.map(({ label }, column) => {
      const field = make("input", {
        type: "text",
        autocomplete: "off",
        "aria-label": `第${at + 1}行${label}`,
        value: row[column] ?? "",
      });
      field.addEventListener("input", () => {
        row[column] = field.value;
        void this.write();
      });
      return make("td", {}, field);
    });
    const take = button("去掉", () => this.drop(at), { "aria-label": `去掉第${at + 1}行` });
    return make("tr", {}, ...cells, make("td", {}, take));
  }

  add() {
    this.draw([...this.rows, this.columns.map(() => "")]);
    this.body.rows[this.rows.length - 1]?.querySelector("input")?.focus();
  }

  /** @param {number} at */
  drop(at) {
    this.draw(this.rows.filter((_, row) => row !== at));
    void this.write();
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
      ...rows.map((row) => this.columns.map((_, column) => plainNumber(row[column] ?? ""))),
    ]);
    void this.write();
    say(`贴了${rows.length}行。`);
  }

  /** Rows with nothing in them are not written yet. */
  async write() {
    const to = JSON.stringify(this.rows.filter((row) => row.some(Boolean)));
    await this.filing
      .change([{ kind: "free", at: this.section.key, to }])
      .catch((failure) => say(reason(failure)));
  }
}
