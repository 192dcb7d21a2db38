/**
 * The finished pages as they will print, and everything that can be taken away.
 */

import { reason } from "./calls.js";
import { button, fill, make } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {{seen: string, draft: boolean, problem: string | null, pages: {hash: string, width: number, height: number}[]}} Pages */

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
  const bar = make("div", { class: "downloads" }),
    note = make("p", { class: "hint", role: "status" });
  const sheets = make("div", { class: "sheets" });
  room.append(make("h2", {}, "下载"), bar, make("h2", {}, "印出来的样子"), note, sheets);
  let timer = 0,
    seen = "";
  const make_ = async () => {
    note.textContent = sheets.childElementCount ? "正在更新……" : "正在排版……";
    try {
      /** @type {Pages} */
      const pages = await filing.call("pages");
      seen = pages.seen;
      note.textContent = said(pages);
      draw(sheets, pages);
    } catch (failure) {
      note.textContent = reason(failure);
    }
  };
  const end = filing.watch((state) => {
    downloads(filing, bar);
    if (state.seen === seen) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(make_, PAUSE);
  });
  downloads(filing, bar);
  void make_();
  return {
    end: () => {
      window.clearTimeout(timer);
      end();
    },
    go: () => false,
  };
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
