/**
 * The finished pages as they will print, and everything that can be taken away.
 */

import { reason } from "./calls.js";
import { button, fill, make } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/**
 * @typedef {object} Pages
 * @property {string} seen
 * @property {boolean} draft
 * @property {string | null} problem
 * @property {{hash: string, width: number, height: number}[]} pages
 */

/** So long after the last change the pages are made again. */
const PAUSE = 700;
const KINDS = {
  docx: "Word（DOCX）",
  pdf: "PDF",
  html: "网页（HTML）",
  "poster-png": "图解（PNG）",
  "poster-pdf": "图解（PDF）",
  "poster-svg": "图解（SVG）",
  xlsx: "Excel 工作簿",
};

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @returns {import("./screens.js").Shown}
 */
export function showPages(filing, room) {
  const bar = make("div", { class: "downloads" });
  const sheets = new Sheets(filing);
  room.append(make("h2", {}, "下载"), bar, make("h2", {}, "印出来的样子"), sheets.note, sheets.room);
  const end = filing.watch((state) => {
    downloads(filing, bar);
    sheets.changed(state.seen);
  });
  downloads(filing, bar);
  void sheets.layOut();
  return {
    end: () => {
      sheets.end();
      end();
    },
    go: () => false,
  };
}

/** The pages, laid out again whenever typing has stopped. */
class Sheets {
  /** @param {OpenFiling} filing */
  constructor(filing) {
    this.filing = filing;
    this.note = make("p", { class: "hint", role: "status" });
    this.room = make("div", { class: "sheets" });
    this.timer = 0;
    this.seen = "";
  }

  /** @param {string} seen */
  changed(seen) {
    if (seen === this.seen) return;
    this.end();
    this.timer = window.setTimeout(() => this.layOut(), PAUSE);
  }

  async layOut() {
    this.note.textContent = this.room.childElementCount ? "正在更新……" : "正在排版……";
    try {
      /** @type {Pages} */
      const pages = await this.filing.call("pages");
      this.seen = pages.seen;
      this.note.textContent = said(pages);
      draw(this.room, pages);
    } catch (failure) {
      this.note.textContent = reason(failure);
    }
  }

  end() {
    window.clearTimeout(this.timer);
  }
}

/** @param {Pages} pages */
function said({ problem, pages, draft }) {
  if (problem) return problem;
  return `共${pages.length}页。${draft ? "还有错误，每页印着“草稿”；错误改完才是正式的。" : ""}`;
}

/**
 * Shows the sheets; those that look the same are left as they are.
 * @param {HTMLElement} room
 * @param {Pages} pages
 */
function draw(room, { pages }) {
  pages.forEach(({ hash, width, height }, index) => {
    const old = room.children[index];
    if (old instanceof HTMLImageElement && old.dataset.hash === hash) return;
    const image = make("img", {
      src: `/sheet/${hash}.svg`,
      alt: `第${index + 1}页`,
      width: Math.round(width),
      height: Math.round(height),
      "data-hash": hash,
    });
    if (old) old.replaceWith(image);
    else room.append(image);
  });
  while (room.children.length > pages.length) room.lastElementChild?.remove();
}

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} bar
 */
function downloads(filing, bar) {
  const { file, draft, readable } = filing.state;
  const mark = String(draft);
  if (bar.dataset.draft === mark) return;
  bar.dataset.draft = mark;
  if (!readable) return fill(bar, "改好了才能下载。");
  const query = `file=${encodeURIComponent(file)}${draft ? "&draft=1" : ""}`;
  const links = Object.entries(KINDS).map(([kind, label]) =>
    make("a", { href: `/download/${kind}?${query}`, download: "" }, `${label}${draft ? "草稿" : ""}`),
  );
  fill(
    bar,
    ...links,
    button("打印", () => window.print()),
  );
}
