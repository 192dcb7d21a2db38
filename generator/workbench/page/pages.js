/**
 * The finished pages as they will print, and everything that can be taken away.
 */

import { reason } from "./calls.js";
import { button, fill, make } from "./elements.js";
import { openFindings } from "./findings.js";
import { areasOf, frame } from "./spots.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/**
 * @typedef {object} Pages
 * @property {string} seen
 * @property {boolean} draft
 * @property {string | null} problem
 * @property {{hash: string, width: number, height: number}[]} pages
 * @property {import("./spots.js").Spots} spots
 */
/** @typedef {import("./types.js").Finding} Finding */

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
 * @param {(finding: Finding) => void} lead to the field of a finding
 * @returns {import("./screens.js").Shown}
 */
export function showPages(filing, room, lead) {
  const bar = make("div", { class: "downloads" });
  const sheets = new Sheets(filing, lead);
  const hint = "点右边的一条，看它印在哪里；点页上的框，回到填的地方。";
  const about = make("p", { class: "hint" }, hint);
  room.append(make("h2", {}, "下载"), bar, make("h2", {}, "印出来的样子"), sheets.note, about, sheets.room);
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
    point: (finding) => sheets.point(finding),
  };
}

/** The pages, laid out again whenever typing has stopped. */
class Sheets {
  /**
   * @param {OpenFiling} filing
   * @param {(finding: Finding) => void} lead to the field of a finding
   */
  constructor(filing, lead) {
    this.filing = filing;
    this.lead = lead;
    this.note = make("p", { class: "hint", role: "status" });
    this.room = make("div", { class: "sheets" });
    this.timer = 0;
    this.seen = "";
    /** @type {Pages | null} */
    this.pages = null;
    this.chosen = "";
  }

  /** @param {string} seen */
  changed(seen) {
    this.frames();
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
      this.pages = pages;
      draw(this.room, pages);
      this.frames();
    } catch (failure) {
      this.note.textContent = reason(failure);
    }
  }

  /** Frames around what is found, on pages that show the filing as it was examined. */
  frames() {
    for (const old of this.room.querySelectorAll(".spot")) old.remove();
    const { pages = [], spots = {}, seen = "" } = this.pages ?? {};
    if (seen !== this.filing.state.seen) return;
    for (const finding of openFindings(this.filing)) {
      for (const area of areasOf(spots, finding)) {
        const sheet = this.room.children[area[0]],
          size = pages[area[0]];
        if (sheet && size) sheet.append(frame(finding, area, size, () => this.lead(finding)));
      }
    }
    this.choose();
  }

  /**
   * Shows where a finding is printed.
   * @param {Finding} finding
   * @returns {boolean} whether it is anywhere
   */
  point(finding) {
    this.chosen = finding.id;
    const found = this.choose();
    found?.scrollIntoView({ block: "center", inline: "nearest" });
    return Boolean(found);
  }

  /** The first frame of the finding that was chosen; all of them stand out. */
  choose() {
    const frames = [...this.room.querySelectorAll(".spot")];
    const isChosen = (/** @type {Element} */ each) => each.getAttribute("data-finding") === this.chosen;
    for (const each of frames) each.classList.toggle("chosen", isChosen(each));
    return frames.find(isChosen);
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
    if (old instanceof HTMLElement && old.dataset.hash === hash) return;
    const image = make("img", {
      src: `/sheet/${hash}.svg`,
      alt: `第${index + 1}页`,
      width: Math.round(width),
      height: Math.round(height),
    });
    const sheet = make("div", { class: "sheet", "data-hash": hash }, image);
    if (old) old.replaceWith(sheet);
    else room.append(sheet);
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
