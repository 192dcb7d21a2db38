/**
 * Tables of the office's own behind the report: title, columns, rows, a total.
 */

import { reason } from "./calls.js";
import { ask, button, fill, make, say } from "./elements.js";
import { columnHeads, freshColumn } from "./own_columns.js";
import { placeName, Rows } from "./rows.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").OwnTable} OwnTable */

const LINES = { title: "标题", unit: "单位（印在表的右上方，可以不写）" };
const TEXTS = { before: "表前的说明（可以不写）", below: "表下的注（可以不写）" };
const BY_HAND = "这张表在文件里的写法特别，只能在文本编辑器里改。";

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @returns {() => void} what ends it
 */
export function showOwn(filing, room) {
  const list = make("div", { class: "own-tables" });
  /** @type {OneTable[]} */
  let tables = [];
  const draw = () => {
    tables = Object.keys(filing.state.own ?? {}).map((at) => new OneTable(filing, at));
    fill(list, ...tables.map((table) => table.around()));
  };
  const add = button("加一张自己的表", () => void added(filing, draw, list));
  const about = make("p", { class: "hint" }, "印在报告后面的附表，由本机关自己定，可以没有。");
  room.append(
    make("section", {}, make("h2", {}, "附加的表"), about, list, make("p", { class: "tools" }, add)),
  );
  draw();
  const end = filing.watch((state, before, news) => {
    const isSame = JSON.stringify(state.own) === JSON.stringify(before.own);
    const isOurs =
      [...news.own].some((key) => key.startsWith("own ")) && list.contains(document.activeElement);
    const count = Object.keys(state.own ?? {}).length;
    if ((!isSame || news.forced) && (count !== tables.length || !isOurs)) draw();
    for (const table of tables) table.rows.mark(state.findings);
  });
  return () => void end();
}

/**
 * @param {OpenFiling} filing
 * @param {() => void} draw
 * @param {HTMLElement} list
 */
async function added(filing, draw, list) {
  const number = Object.keys(filing.state.own ?? {}).length + 1;
  const columns = [freshColumn(filing.form, []), freshColumn(filing.form, ["列1"], true)];
  const rows = [columns.map((_, at) => (at ? "" : "第1行"))];
  const table = { title: `表${number}`, unit: "", before: "", below: "", total: "", columns, rows };
  try {
    await filing.act("write", { changes: [{ kind: "own", at: "new", was: "", to: JSON.stringify(table) }] });
    draw();
    list.lastElementChild?.querySelector("input")?.focus();
    say("加了一张表；写上标题和各列的名称。");
  } catch (failure) {
    say(reason(failure));
  }
}

class OneTable {
  /**
   * @param {OpenFiling} filing
   * @param {string} at
   */
  constructor(filing, at) {
    this.filing = filing;
    this.at = at;
    /** @type {OwnTable} */
    this.table = structuredClone(filing.state.own?.[at] ?? /** @type {any} */ ({}));
    const labels = (this.table.columns ?? []).map(([name]) => name);
    this.rows = new Rows("own", at, labels, (rows) => this.write({ rows }));
    this.rows.draw(this.table.rows ?? []);
    this.rows.mark(filing.state.findings);
  }

  /** @param {Partial<OwnTable>} change */
  write(change) {
    Object.assign(this.table, change);
    const to = JSON.stringify(this.table);
    return this.filing
      .change([{ kind: "own", at: this.at, to }])
      .catch((/** @type {unknown} */ failure) => say(reason(failure)));
  }

  /** Writes columns with their cells, and draws the table anew. */
  async shape() {
    await this.write({});
    this.filing.take(this.filing.state, { own: new Set(), forced: true });
  }

  around() {
    const id = placeName("own", this.at, undefined, undefined);
    if (!this.table.columns) return make("section", { id, class: "own-table" }, make("p", {}, BY_HAND));
    const name = this.table.title || `第${Number(this.at) + 1}张附加的表`;
    const table = make(
      "table",
      { class: "filings free", "aria-label": name },
      columnHeads(
        this.filing.form,
        this.table,
        () => void this.shape(),
        (change) => void this.write(change),
      ),
      this.rows.body,
    );
    return make(
      "section",
      { id, class: "own-table" },
      ...Object.entries(LINES).map(([key, label]) => this.field(key, label, "input")),
      make(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": `${name}，可以左右移动` },
        table,
      ),
      this.tools(),
      ...Object.entries(TEXTS).map(([key, label]) => this.field(key, label, "textarea")),
    );
  }

  tools() {
    const { total } = this.table;
    const box = make("input", {
      type: "checkbox",
      id: `own-total-${this.at}`,
      checked: Boolean(total),
      onchange: () => void this.write({ total: box.checked ? "true" : "" }),
    });
    const written = total && total !== "true";
    return make(
      "p",
      { class: "tools" },
      button("加一行", () => this.rows.add()),
      make("label", { for: box.id }, box, " 合计行，由程序计算"),
      written && make("span", { class: "hint" }, `写出的合计：${total}`),
      written && button("改成由程序计算", () => void this.write({ total: "true" }).then(() => this.shape())),
      button("去掉这张表", () => void this.drop()),
    );
  }

  /**
   * @param {string} key
   * @param {string} label
   * @param {"input" | "textarea"} tag
   */
  field(key, label, tag) {
    const id = `own-${key}-${this.at}`;
    const value = this.table[/** @type {"title"} */ (key)];
    const field = make(tag, {
      id,
      value,
      autocomplete: "off",
      ...(tag === "input" ? { type: "text" } : { rows: 2 }),
    });
    field.addEventListener("input", () => {
      if (key !== "title" || field.value.trim()) void this.write({ [key]: field.value });
    });
    return make("p", { class: "field" }, make("label", { for: id }, label), field);
  }

  async drop() {
    const text = make("p", {}, `“${this.table.title}”会从填报里去掉；可以撤销。`);
    if ((await ask("去掉这张表", [text], { yes: "去掉", "": "留着" })) !== "yes") return;
    const was = this.filing.known("own", this.at);
    await this.filing.act("write", { changes: [{ kind: "own", at: this.at, was, to: "" }] }).then(
      () => say("去掉了；按 Ctrl+Z 撤销。"),
      (failure) => say(reason(failure)),
    );
  }
}
