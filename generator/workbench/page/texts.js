/**
 * The texts of a filing: one editor a part, with what belongs there said beside it.
 */

import { reason } from "./calls.js";
import { completes } from "./completion.js";
import { takePictures, takeWords } from "./dropping.js";
import { fill, make, say } from "./elements.js";
import { showNumbers } from "./numbers.js";
import { shows } from "./undo.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {Map<string, HTMLTextAreaElement>} Editors */

const PAUSE = 250;

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @returns {import("./screens.js").Shown}
 */
export function showTexts(filing, room) {
  /** @type {Editors} */
  const editors = new Map();
  filing.touched.clear();
  /** @type {(() => void)[]} */
  const ends = [];
  for (const section of filing.form.sections) {
    const parts = section.parts ?? [];
    if (!parts.length) continue;
    const heading =
      parts.length > 1 || section.parts?.[0]?.name !== section.name
        ? make("h2", {}, section.heading || section.name)
        : null;
    room.append(make("section", {}, heading, ...parts.map((part) => partOf(filing, part, editors, ends))));
  }
  if (!editors.size) room.append(make("p", {}, "这一版格式没有文字部分。"));
  const mark = () => marks(filing, editors);
  ends.push(
    filing.watch((_state, before, news) => {
      for (const [path, editor] of editors) renew(filing, editor, path, before, news);
      if (news.forced) filing.touched.clear();
      mark();
    }),
  );
  mark();
  return { end: () => each(ends), go: (path) => go(editors, path) };
}

/**
 * Shows a new state in an editor; what somebody is typing is not redrawn.
 * @param {OpenFiling} filing
 * @param {HTMLTextAreaElement} editor
 * @param {string} path
 * @param {import("./types.js").State} before
 * @param {import("./filing.js").News} news
 */
function renew(filing, editor, path, before, news) {
  const text = filing.known("text", path);
  const isBusy = document.activeElement === editor && !news.forced;
  const isSame = text === (before.texts[path]?.text ?? "") || news.own.has(`text ${path}`);
  if (!(isBusy && isSame) && !filing.waiting.has(`text ${path}`) && editor.value !== text) put(editor, text);
  if (news.forced || (!isBusy && editor.value === text)) shows(filing, editor, path);
}

/**
 * Shows another text; the cursor stays where the text is the same.
 * @param {HTMLTextAreaElement} editor
 * @param {string} text
 */
function put(editor, text) {
  const { value, selectionStart: at } = editor;
  const isSame = value.slice(0, at) === text.slice(0, at);
  const behind = value.length - at;
  editor.value = text;
  const place = isSame ? at : Math.max(0, text.length - behind);
  if (document.activeElement === editor) editor.setSelectionRange(place, place);
}

/** @param {(() => void)[]} ends */
function each(ends) {
  for (const end of ends) end();
}

/**
 * @param {Editors} editors
 * @param {string} path
 */
function go(editors, path) {
  const editor = editors.get(path) ?? [...editors].find(([name]) => name.startsWith(`${path}.`))?.[1];
  editor?.focus();
  editor?.scrollIntoView({ block: "center" });
  return Boolean(editor);
}

/**
 * @param {OpenFiling} filing
 * @param {Part} part
 * @param {Editors} editors
 * @param {(() => void)[]} ends
 */
function partOf(filing, part, editors, ends) {
  const id = `text-${part.path}`;
  const editor = editorOf(filing, part.path, id);
  editors.set(part.path, editor);
  const about = [part.note, part.hint].filter(Boolean).join("　");
  const panels = make("div", { class: "panels" });
  const keys = make("span", { class: "keys" }, "打两个花括号 ", make("kbd", {}, "{{"), " 引用表里的数");
  return make(
    "article",
    { class: "part" },
    make("label", { for: id }, part.heading || part.name, part.required ? "" : "（选写）"),
    make("p", { class: "hint", id: `${id}-hint` }, about),
    editor,
    make("p", { class: "note", id: `${id}-note` }),
    make("p", { class: "tools" }, keys, ...toggles(filing, part, editor, panels, ends)),
    panels,
  );
}

/**
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {string} id
 */
function editorOf(filing, path, id) {
  const value = filing.state.texts[path]?.text ?? "";
  const editor = make("textarea", { id, rows: 5, "aria-describedby": `${id}-hint ${id}-note`, value });
  const changed = () => void filing.change([{ kind: "text", at: path, to: editor.value }]);
  editor.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent) || !event.isComposing) changed();
  });
  editor.addEventListener("compositionend", changed);
  shows(filing, editor, path);
  completes(editor, filing);
  takeWords(editor, filing);
  takePictures(editor, filing);
  return editor;
}

/**
 * What is shown below an editor on request.
 * @param {OpenFiling} filing
 * @param {Part} part
 * @param {HTMLTextAreaElement} editor
 * @param {HTMLElement} panels
 * @param {(() => void)[]} ends
 */
function toggles(filing, part, editor, panels, ends) {
  const last = filing.state.texts[part.path]?.last;
  const found = [
    toggle("看印出来的", panels, (panel) => printed(filing, editor, panel)),
    toggle("核对文中的数", panels, (panel) => showNumbers(filing, part.path, editor, panel)),
  ];
  if (last)
    found.push(
      toggle("看上年的", panels, (panel) => void fill(panel, make("h3", {}, "上年写的"), ...lines(last))),
    );
  ends.push(() => each(found.map(({ close }) => close)));
  return found.map(({ box }) => box);
}

/**
 * @param {string} label
 * @param {HTMLElement} panels
 * @param {(panel: HTMLElement) => (() => void) | void} show gives what ends it
 */
function toggle(label, panels, show) {
  const box = make("button", { type: "button", "aria-pressed": "false" }, label);
  const panel = make("div", { class: "panel" });
  /** @type {(() => void) | void} */
  let end;
  const close = () => {
    end?.();
    end = undefined;
  };
  box.addEventListener("click", () => {
    const opens = box.getAttribute("aria-pressed") === "false";
    box.setAttribute("aria-pressed", String(opens));
    if (opens) {
      panels.append(panel);
      end = show(panel);
    } else {
      close();
      panel.remove();
    }
  });
  return { box, close };
}

/** @param {string} text */
function lines(text) {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => make("p", {}, line));
}

/**
 * The text as it will print, for as long as it is shown.
 * @param {OpenFiling} filing
 * @param {HTMLTextAreaElement} editor
 * @param {HTMLElement} panel
 */
function printed(filing, editor, panel) {
  let timer = 0;
  const draw = async () => {
    try {
      const { text, problems } = await filing.call("shown", { text: editor.value });
      const told = problems.map((/** @type {string} */ problem) => make("p", { class: "note" }, problem));
      fill(panel, make("h3", {}, "印出来是"), ...lines(text), ...told);
    } catch (failure) {
      say(reason(failure));
    }
  };
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(draw, PAUSE);
  };
  editor.addEventListener("input", later);
  const end = filing.watch(later);
  void draw();
  return () => {
    window.clearTimeout(timer);
    editor.removeEventListener("input", later);
    end();
  };
}

/**
 * @param {OpenFiling} filing
 * @param {Editors} editors
 */
function marks(filing, editors) {
  const found = filing.state.findings.filter(({ place, accepted }) => place.kind === "text" && !accepted);
  for (const [path, editor] of editors) {
    const mine = found.filter(({ place }) => place.at === path);
    const note = document.getElementById(`text-${path}-note`);
    const text = mine.map((finding) => finding.short || finding.message).join("；");
    if (note && note.textContent !== text) note.textContent = text;
    editor.parentElement?.setAttribute("data-level", mine[0]?.level ?? "");
  }
}
