/**
 * The screens of one filing: its head, tables, texts, pages and review, with the findings beside them.
 */

import { reason, WINDOW } from "./calls.js";
import { decide } from "./conflict.js";
import { ask, button, byId, fill, make, say } from "./elements.js";
import { openFiling } from "./filing.js";
import { openFindings, showFindings } from "./findings.js";
import { showForm } from "./form.js";
import { showHead } from "./head.js";
import { showPages } from "./pages.js";
import { showReview } from "./review.js";
import { placeName } from "./rows.js";
import { showTexts } from "./texts.js";
import { isBrowsers, stepOf, stepped } from "./undo.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Finding} Finding */
/**
 * @typedef {object} Shown
 * @property {() => void} end
 * @property {(path: string) => boolean} go
 * @property {(finding: Finding) => boolean} [point] shows where a finding is printed
 */
/** @typedef {(filing: OpenFiling, room: HTMLElement, lead: (finding: Finding) => void) => Shown} Show */

/** @type {Record<string, {title: string, show: Show}>} */
const SCREENS = {
  head: { title: "基本情况", show: showHead },
  form: { title: "表格", show: showForm },
  texts: { title: "文字", show: showTexts },
  pages: { title: "成品", show: showPages },
  review: { title: "复核", show: showReview },
};
const UNREADABLE = "这份填报的文字结构坏了，要在文本编辑器里改好，或者撤销上一步。原因见核对结果。";
const FIELDS = "input[type=text], textarea, select";

/** @type {OpenFiling | null} */
let open = null;
/** Where to go once the next screen is there. */
let goal = "";

/**
 * @param {string} file
 * @param {string} name
 * @returns {Promise<import("./main.js").Screen>}
 */
export async function showFiling(file, name) {
  const filing = open?.file === file ? open : await openFiling(file);
  if (filing === open) await filing.again();
  open = filing;
  const chosen = SCREENS[name] ?? SCREENS.form;
  if (!chosen) throw new Error(name);
  const screen = new FilingScreen(filing, name);
  screen.draw(chosen);
  await resume(filing);
  return screen;
}

class FilingScreen {
  /**
   * @param {OpenFiling} filing
   * @param {string} name
   */
  constructor(filing, name) {
    this.filing = filing;
    this.name = name;
    /** @type {Shown | null} */
    this.shown = null;
    /** @type {(() => void)[]} */
    this.ends = [];
    this.keys = (/** @type {KeyboardEvent} */ event) => pressed(event, this);
  }

  /** @param {{title: string, show: Show}} chosen */
  draw(chosen) {
    const { filing } = this;
    const whose = `${filing.state.authority}${filing.state.year ?? ""}`;
    document.title = `${chosen.title} ${whose}`;
    const room = make("div", { class: "room" });
    const aside = make("aside", { class: "beside", "aria-label": "核对结果" });
    const title = make("h1", { class: "unseen" }, `${whose}年年报：${chosen.title}`);
    fill(byId("top"), ...topOf(filing, this.name));
    fill(byId("main"), title, make("div", { class: `split ${this.name}` }, room, aside));
    if (!filing.state.readable) room.append(make("p", { class: "broken" }, UNREADABLE));
    filing.decide = (conflicts) => decide(filing, conflicts);
    filing.saved = () => savedLine(filing);
    this.shown = chosen.show(filing, room, (finding) => this.lead(finding));
    this.ends = [
      this.shown.end,
      showFindings(filing, aside, (finding) => this.seek(finding)),
      filing.watch(() => savedLine(filing)),
    ];
    document.addEventListener("keydown", this.keys);
    savedLine(filing);
    this.begin(room);
  }

  /**
   * The place somebody asked for has the focus, or the first field.
   * @param {HTMLElement} room
   */
  begin(room) {
    const wanted = goal;
    goal = "";
    if (wanted && this.shown?.go(wanted)) return;
    const first =
      room.querySelector("table input") ?? room.querySelector(FIELDS) ?? room.querySelector("a, button");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  /**
   * Shows a finding on this screen if it can be pointed at here, else leads to its place.
   * @param {Finding} finding
   */
  seek(finding) {
    lastLed = finding.id;
    if (!this.shown?.point?.(finding)) this.lead(finding);
  }

  /**
   * Leads to the place of a finding, on another screen if need be.
   * @param {Finding} finding
   */
  lead(finding) {
    const [home, place] = homeOf(this.filing, finding);
    lastLed = finding.id;
    if (this.name === home && this.shown?.go(place)) return;
    if (this.name === home || !place) return say(`这一处在文件第${finding.line}行，不在这几页上。`);
    goal = place;
    location.hash = addressOf(this.filing.file, home);
  }

  end() {
    for (const end of this.ends) end();
    document.removeEventListener("keydown", this.keys);
    void this.filing.flush();
  }

  /**
   * @param {string} name
   * @param {any} data
   */
  hear(name, data) {
    const { filing } = this;
    if (name === "bye") filing.lost();
    if (name === "open" && !filing.isSaved) void filing.flush();
    if (name === "filings" && !filing.state.last && knowsLast(data.filings, filing.state)) this.again("");
    if (data.file !== filing.file || data.by === WINDOW) return;
    if (name === "changed" && data.seen !== filing.state.seen) this.again("文件被改过，已经换成新的内容。");
    if (name === "review") this.again("");
  }

  /** @param {string} text to be said afterwards */
  again(text) {
    void this.filing.again().then(
      () => text && say(text),
      (failure) => say(reason(failure)),
    );
  }
}

/**
 * Whether last year's filing was found meanwhile.
 * @param {import("./types.js").Entry[] | undefined} entries
 * @param {import("./types.js").State} state
 */
function knowsLast(entries, { file, authority, year }) {
  return (entries ?? []).some(
    (entry) =>
      (entry.file === file && entry.last) ||
      (entry.authority === authority && entry.year === (year ?? 0) - 1),
  );
}

/**
 * The screen that has the place of a finding, and the place there; "" where none has.
 * @param {OpenFiling} filing
 * @param {Finding} finding
 * @returns {[string, string]}
 */
function homeOf(filing, { place: { kind, at, row, column }, cells }) {
  if (kind === "cell" || kind === "row") return ["form", at];
  if (kind === "free" || kind === "own") return ["form", placeName(kind, at, row, column)];
  if (kind === "text") return ["texts", at];
  if (kind === "file") return ["form", cells[0] ?? ""];
  const section = filing.form.sections.find(({ key }) => key === at);
  if (!section) return ["head", at];
  return section.grid || section.kind === "free" ? ["form", at] : ["texts", at];
}

/** The finding that was led to last: where F6 goes back to. */
let lastLed = "";

/**
 * @param {KeyboardEvent} event
 * @param {FilingScreen} screen
 */
function pressed(event, screen) {
  const step = stepOf(event);
  if (step && isBrowsers(event.target)) return;
  if (step) void stepped(screen.filing, step, event.target);
  else if (event.key === "F8") next(screen, event.shiftKey ? -1 : 1);
  else if (event.key === "F6") backToList();
  else return;
  event.preventDefault();
}

/**
 * The next finding, or the one before.
 * @param {FilingScreen} screen
 * @param {number} step
 */
function next(screen, step) {
  const findings = openFindings(screen.filing);
  const at = findings.findIndex((finding) => finding.id === lastLed);
  const finding = findings[at < 0 ? 0 : (at + step + findings.length) % findings.length];
  if (!finding) return say("没有问题。");
  screen.seek(finding);
}

/** From a field to its finding in the list. */
function backToList() {
  const item =
    document.querySelector(`[data-id="${CSS.escape(lastLed)}"] .lead`) ??
    document.querySelector(".findings .lead");
  if (item instanceof HTMLElement) item.focus();
}

/**
 * @param {OpenFiling} filing
 * @param {string} name
 */
function topOf(filing, name) {
  const links = Object.entries(SCREENS).map(([key, { title }]) =>
    make("a", { href: addressOf(filing.file, key), "aria-current": key === name ? "page" : null }, title),
  );
  const { authority, year } = filing.state;
  return [
    make("a", { href: "#/", class: "home" }, "全部填报"),
    make("p", { class: "whose" }, make("b", {}, authority || filing.file), ` ${year ? `${year}年` : ""}`),
    make("nav", { "aria-label": "这份填报" }, ...links),
    make(
      "p",
      { class: "steps" },
      button("撤销", () => stepped(filing, "undo", null), { id: "undo", title: "Ctrl+Z" }),
      button("重做", () => stepped(filing, "redo", null), { id: "redo", title: "Ctrl+Y" }),
    ),
    make("p", { id: "saved" }),
  ];
}

/**
 * @param {string} file
 * @param {string} screen
 */
export function addressOf(file, screen) {
  return `#/f/${encodeURIComponent(file)}/${screen}`;
}

/** @param {OpenFiling} filing */
function savedLine(filing) {
  const line = document.getElementById("saved");
  const text = filing.isSaved ? `已存到 ${filing.file}` : "正在存……";
  if (line && line.textContent !== text) line.textContent = text;
  byId("undo").toggleAttribute("disabled", !filing.state.undo);
  byId("redo").toggleAttribute("disabled", !filing.state.redo);
}

/**
 * What an earlier page could not write is offered again.
 * @param {OpenFiling} filing
 */
async function resume(filing) {
  const left = filing.left();
  if (!left.length || filing.waiting.size) return;
  const text = make("p", {}, `上次有${left.length}处填了没有来得及写进文件。`);
  const answer = await ask("接着上次", [text], { yes: "写进文件", "": "不要了" });
  if (answer === "yes") await filing.resume(left);
  else filing.keep();
}
