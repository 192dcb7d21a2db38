/**
 * The tables of a filing as they are printed, every number a field.
 */

import { reason } from "./calls.js";
import { ask, button, make, say } from "./elements.js";
import { showFree } from "./free.js";
import { follow } from "./keys.js";
import { LastYear } from "./last_year.js";
import { Marks } from "./marks.js";
import { showOwn } from "./own.js";
import { takeBlocks } from "./pasting.js";
import { goTo } from "./rows.js";
import { dress, ids, show, tableOf } from "./table.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./filing.js").News} News */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Section} Section */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {Map<string, HTMLInputElement>} Fields */

/**
 * Shows the tables of a filing.
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @returns {{end: () => void, go: (path: string) => boolean}}
 */
export function showForm(filing, room) {
  /** @type {Fields} */
  const fields = new Map();
  const sections = filing.form.sections.filter((section) => section.grid);
  const free = filing.form.sections.filter((section) => section.kind === "free");
  const around = make("div", { class: "tables" });
  const lastYear = new LastYear(filing, around);
  around.append(
    keysLine(),
    lastYear.line,
    ...sections.map((section) => tableSection(filing, section, fields)),
  );
  const ends = free.map((section) => showFree(filing, section, around));
  ends.push(showOwn(filing, around));
  room.append(around);
  const marks = new Marks(filing, fields);
  const end = filing.watch((state, before, news) => {
    renew(filing, fields, before, news);
    marks.show(state);
    lastYear.show(fields);
  });
  marks.show(filing.state);
  lastYear.show(fields);
  ends.push(() => void end());
  return { end: () => ends.map((stop) => stop()), go: (path) => goTo(path) || go(fields, path) };
}

/**
 * @param {OpenFiling} filing
 * @param {Section} section
 * @param {Fields} fields
 */
function tableSection(filing, section, fields) {
  const table = tableOf(section, "", (path, place) => fieldOf(filing, path, place, fields));
  follow(table, filing);
  takeBlocks(table, filing, section);
  const tools = make(
    "p",
    { class: "tools" },
    button("其余空格填 0", () => zeros(filing, table)),
  );
  const label = `${section.name}，可以左右移动`;
  return make(
    "section",
    { id: `section-${section.key}` },
    make("h2", {}, section.heading || section.name),
    section.hint && make("p", { class: "hint" }, section.hint),
    tools,
    ...(section.before ?? []).map((line) => make("p", { class: "hint" }, line)),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table),
    ...(section.after ?? []).map((line) => make("p", { class: "hint" }, line)),
  );
}

/** The few keys that are worth knowing, in sight. */
function keysLine() {
  const keys = {
    F2: "改这一格的字",
    "Alt+0": "本行全为 0",
    F8: "下一处问题",
    F6: "回到核对结果",
    "Ctrl+Z": "撤销",
  };
  const known = Object.entries(keys).map(([name, does]) =>
    make("span", { class: "key" }, make("kbd", {}, name), ` ${does}`),
  );
  return make(
    "p",
    { class: "keys" },
    make("span", {}, "方向键、Tab、回车换格；表格里复制的可以直接粘贴。"),
    ...known,
  );
}

/**
 * The field of a number, named by the heads that are printed over and beside it.
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {Place} place
 * @param {Fields} fields
 */
function fieldOf(filing, path, place, fields) {
  const plan = filing.form.cells[path];
  const field = make("input", {
    id: `cell-${path}`,
    type: "text",
    inputmode: plan?.holds && plan.unit === "" ? "text" : "decimal",
    autocomplete: "off",
    spellcheck: "false",
    "aria-labelledby": ids(place, ""),
    "aria-describedby": `note-${path} last-${path}`,
    "data-path": path,
  });
  show(field, filing.state.cells[path], plan);
  fields.set(path, field);
  field.addEventListener("input", () => typed(filing, field, path));
  field.addEventListener("blur", () => settle(filing, field, path));
  const box = make("span", { class: "cell" }, field);
  box.append(
    make("span", { class: "last", id: `last-${path}` }),
    make("span", { class: "note", id: `note-${path}` }),
  );
  return box;
}

/**
 * @param {OpenFiling} filing
 * @param {HTMLInputElement} field
 * @param {string} path
 */
function typed(filing, field, path) {
  field.classList.remove("blank");
  void filing.change([{ kind: "cell", at: path, to: field.value }]);
}

/**
 * A field that was left shows what stands in the file.
 * @param {OpenFiling} filing
 * @param {HTMLInputElement} field
 * @param {string} path
 */
function settle(filing, field, path) {
  delete field.dataset.editing;
  if (!filing.waiting.has(`cell ${path}`) && filing.isSaved)
    show(field, filing.state.cells[path], filing.form.cells[path]);
  else void filing.flush().then(() => settleLater(filing, field, path));
}

/**
 * @param {OpenFiling} filing
 * @param {HTMLInputElement} field
 * @param {string} path
 */
function settleLater(filing, field, path) {
  if (document.activeElement === field || filing.waiting.has(`cell ${path}`)) return;
  show(field, filing.state.cells[path], filing.form.cells[path]);
}

/**
 * Shows a new state; what somebody is typing is not redrawn.
 * @param {OpenFiling} filing
 * @param {Fields} fields
 * @param {State} before
 * @param {News} news
 */
function renew(filing, fields, before, news) {
  for (const [path, field] of fields) {
    const cell = filing.state.cells[path],
      plan = filing.form.cells[path];
    const isTyped = document.activeElement === field && news.own.has(`cell ${path}`);
    const isSame = cell?.text === before.cells[path]?.text && cell?.value === before.cells[path]?.value;
    const isBusy = isTyped || (isSame && document.activeElement === field);
    if (filing.waiting.has(`cell ${path}`) || (isBusy && !news.forced)) dress(field, cell, plan);
    else show(field, cell, plan);
  }
}

/**
 * @param {Fields} fields
 * @param {string} path of a number or of a row
 */
function go(fields, path) {
  const field = fields.get(path) ?? [...fields].find(([name]) => name.startsWith(`${path}.`))?.[1];
  field?.focus();
  field?.scrollIntoView({ block: "center", inline: "nearest" });
  return Boolean(field);
}

/**
 * Zero in every empty field of a table, after a question.
 * @param {OpenFiling} filing
 * @param {HTMLTableElement} table
 */
async function zeros(filing, table) {
  const fields = [...table.querySelectorAll("input")].filter((field) => !field.value && !field.readOnly);
  const paths = fields
    .map((field) => field.dataset.path ?? "")
    .filter((path) => !filing.form.cells[path]?.total);
  if (!paths.length) return say("这张表没有空着的格。");
  const text = `这张表还有${paths.length}格空着。确实都是 0 才这样填；填了可以撤销。`;
  if (
    (await ask("其余空格填 0", [make("p", {}, text)], { yes: `${paths.length}格填 0`, "": "不填" })) !== "yes"
  )
    return;
  await filing
    .change(paths.map((path) => ({ kind: "cell", at: path, to: "0" })))
    .catch((failure) => say(reason(failure)));
  for (const path of paths)
    settleLater(
      filing,
      /** @type {HTMLInputElement} */ (fields.find((field) => field.dataset.path === path)),
      path,
    );
  say(`填了${paths.length}格。`);
}
