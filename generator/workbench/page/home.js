/**
 * The filings of the folder: whose, of which year, how far; and the ways to begin a new one.
 */

import { beginning } from "./beginning.js";
import { call, ended, reason } from "./calls.js";
import { ask, button, byId, fill, make, say } from "./elements.js";
import { addressOf } from "./screens.js";

/** @typedef {import("./types.js").Home} Home */
/** @typedef {import("./types.js").Entry} Entry */

/** So many rows are drawn at once; more when asked. */
const PORTION = 100;
const HEADS = ["机关", "年度", "核对", "空格", "最近生成", "上年的填报", "文件"];
const COLLATOR = new Intl.Collator("zh-CN", { numeric: true });
const STATES = { all: "全部", errors: "有错误的", blanks: "没有填完的", ready: "可以生成的" };

/** @returns {Promise<import("./main.js").Screen>} */
export async function showHome() {
  const list = new Filings(await call("home"));
  list.draw();
  return { end: () => {}, hear: (name, data) => list.hear(name, data) };
}

class Filings {
  /** @param {Home} home */
  constructor(home) {
    this.home = home;
    this.entries = new Map(home.filings.map((entry) => [entry.file, entry]));
    this.shown = PORTION;
    this.body = make("tbody");
    this.count = make("p", { class: "count", role: "status" });
    this.more = button("再列一些", () => this.extend());
    this.search = make("input", {
      type: "search",
      id: "search",
      placeholder: "机关、年度或者文件名",
      oninput: () => this.again(),
    });
    const options = Object.entries(STATES).map(([value, label]) => make("option", { value }, label));
    this.choice = make("select", { id: "which", onchange: () => this.again() }, ...options);
    this.timer = 0;
  }

  draw() {
    document.title = "全部填报";
    fill(
      byId("top"),
      make("p", { class: "whose" }, make("b", {}, "政府信息公开年报")),
      make("p", { class: "folder" }, `文件夹：${this.home.folder}`),
      make("p", { class: "steps" }, button("结束填报", end, { id: "end" })),
    );
    const begin = beginning(this.home, () => [...this.entries.values()]);
    fill(byId("main"), make("h1", {}, "填报"), begin, this.tools(), this.count, this.table(), this.more);
    this.rows();
    this.search.focus();
  }

  table() {
    const heads = HEADS.map((text) => make("th", { scope: "col" }, text));
    const caption = make("caption", { class: "unseen" }, "填报");
    const table = make(
      "table",
      { class: "filings" },
      caption,
      make("thead", {}, make("tr", {}, ...heads)),
      this.body,
    );
    const room = { class: "scroll", tabindex: "0", role: "region", "aria-label": "填报一览，可以左右移动" };
    return make("div", room, table);
  }

  tools() {
    return make(
      "p",
      { class: "tools" },
      make("label", { for: "search" }, "查找"),
      this.search,
      make("label", { for: "which" }, "只看"),
      this.choice,
    );
  }

  /** The search has changed. */
  again() {
    this.shown = PORTION;
    this.rows();
  }

  extend() {
    const at = this.shown;
    this.shown += PORTION * 5;
    this.rows();
    this.body.rows[at]?.querySelector("a")?.focus();
  }

  /** @returns {Entry[]} */
  get found() {
    const words = this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (/** @type {Entry} */ entry) => {
      const text = `${entry.authority} ${entry.year ?? ""} ${entry.file}`.toLowerCase();
      return words.every((word) => text.includes(word)) && isOf(this.choice.value, entry);
    };
    return [...this.entries.values()].filter(fits).sort(order);
  }

  rows() {
    const found = this.found;
    const unknown = found.filter((entry) => !entry.known).length;
    this.body.replaceChildren(...found.slice(0, this.shown).map(rowOf));
    this.count.textContent = `${found.length}份填报${unknown ? `，${unknown}份还在核对` : ""}。`;
    if (!this.entries.size) this.count.textContent = "这个文件夹里还没有填报。从上面的几种办法里选一种开始。";
    this.more.hidden = found.length <= this.shown;
  }

  /**
   * @param {string} name
   * @param {any} data
   */
  hear(name, data) {
    if (name !== "filings") return;
    for (const entry of data.filings ?? []) this.entries.set(entry.file, entry);
    for (const file of data.gone ?? []) this.entries.delete(file);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.renew(), 100);
  }

  /** Draws the rows anew; the one with the focus keeps it. */
  renew() {
    const focused = document.activeElement,
      address = focused instanceof HTMLAnchorElement ? focused.getAttribute("href") : null;
    this.rows();
    const again = address && this.body.querySelector(`a[href="${CSS.escape(address)}"]`);
    if (again instanceof HTMLElement) again.focus();
  }
}

/** Ends the program, after a question; every window says so. */
async function end() {
  const text = "填过的都已经存在文件里。结束以后这些窗口就不能再填了；要再填，重新运行 nianbao serve。";
  if ((await ask("结束填报", [make("p", {}, text)], { yes: "结束", "": "接着填" })) !== "yes") return;
  ended();
  await call("end").catch((failure) => say(reason(failure)));
}

/**
 * @param {string} which
 * @param {Entry} entry
 */
function isOf(which, entry) {
  if (which === "errors") return entry.errors > 0 || Boolean(entry.problem);
  if (which === "blanks") return entry.blanks > 0;
  return which !== "ready" || (entry.known && !entry.problem && entry.errors === 0);
}

/**
 * The newest year first, then by authority.
 * @param {Entry} one
 * @param {Entry} other
 */
function order(one, other) {
  return (
    (other.year ?? 0) - (one.year ?? 0) ||
    COLLATOR.compare(one.authority, other.authority) ||
    COLLATOR.compare(one.file, other.file)
  );
}

/** @param {Entry} entry */
function rowOf(entry) {
  const link = make("a", { href: addressOf(entry.file, "form") }, entry.authority || entry.file);
  const last = entry.last ? make("a", { href: addressOf(entry.last, "form") }, entry.last) : "没有";
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, link),
    make("td", {}, entry.year ?? ""),
    make("td", {}, ...judged(entry)),
    make("td", { class: "figure" }, entry.known && !entry.problem ? entry.blanks : ""),
    make("td", {}, entry.built ? entry.built.slice(0, 16).replace("T", " ") : "没有生成过"),
    make("td", {}, last),
    make("td", { class: "file" }, entry.file),
  );
}

/**
 * How far a filing is, in words and colours.
 * @param {Entry} entry
 */
function judged(entry) {
  if (entry.problem) return [make("span", { class: "level error" }, entry.problem)];
  if (!entry.known) return ["核对中……"];
  const parts = [
    entry.errors && make("span", { class: "level error" }, `${entry.errors}处错误`),
    entry.warnings && make("span", { class: "level warning" }, `${entry.warnings}处警告`),
  ].filter(Boolean);
  return parts.length
    ? parts.flatMap((part) => [part, " "])
    : [make("span", { class: "level good" }, "没有错误")];
}
