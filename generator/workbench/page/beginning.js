/**
 * Three ways to begin a filing: from the form, from last year's, from a report that was dropped here.
 */

import { call, reason, upload } from "./calls.js";
import { ask, button, make, say } from "./elements.js";
import { addressOf } from "./screens.js";

/** @typedef {import("./types.js").Home} Home */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {{file: string, notes?: string[], state: import("./types.js").State}} Made */

const ACCEPTED = ".docx,.doc,.wps,.pdf,.xlsx,.xls,.et,.html,.htm,.mht,.mhtml,.rtf,.odt,.ods,.csv,.txt";

/**
 * @param {Home} home
 * @param {() => Entry[]} entries those there are at the time
 */
export function beginning(home, entries) {
  return make(
    "section",
    { class: "beginning", "aria-label": "新的填报" },
    dropZone(home),
    make(
      "div",
      { class: "ways" },
      button("从上年的填报开始", () => fromLast(home, entries())),
      button("新建空白填报", () => fromForm(home)),
    ),
  );
}

/**
 * Where a report is dropped or chosen.
 * @param {Home} home
 */
function dropZone(home) {
  const chooser = make("input", { type: "file", id: "report", accept: ACCEPTED });
  chooser.addEventListener("change", () => take(home, chooser.files));
  const words = "把 Word、PDF 或者 Excel 拖到这里，或者点这里选文件";
  const label = make("label", { for: "report" }, make("b", {}, "读去年的报告"), words);
  const zone = make("div", { class: "drop" }, label, chooser);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    void take(home, event.dataTransfer?.files ?? null);
  });
  return zone;
}

/**
 * Reads reports into filings, one after the other.
 * @param {Home} home
 * @param {FileList | null} files
 */
async function take(home, files) {
  for (const file of files ?? []) {
    say(`正在读 ${file.name}……`);
    try {
      await taken(home, file.name, await upload("import", { name: file.name }, file));
    } catch (failure) {
      await ask(`没有读成 ${file.name}`, [make("p", {}, reason(failure))], { "": "知道了" });
    }
  }
}

/**
 * A report that was read: this year's filing may be begun from it at once.
 * @param {Home} home
 * @param {string} name
 * @param {Made} made
 */
async function taken(home, name, made) {
  const { year } = made.state;
  const body = [make("p", {}, `写在 ${made.file}。`), ...notes(made)];
  /** @type {Record<string, string>} */
  const answers = year ? { next: `开始${year + 1}年的填报`, "": "打开看看" } : { "": "打开看看" };
  const answer = await ask(`读好了 ${name}`, body, answers);
  if (answer !== "next" || !year) return show(made);
  await begin({
    form: home.forms[0]?.version,
    name: nextName(made.file, year),
    last: made.file,
    sentences: false,
  });
}

/**
 * What is to be looked at in a filing that was made.
 * @param {Made} made
 */
function notes(made) {
  if (!made.notes?.length) return [];
  return [make("p", {}, "请看看这几处："), make("ul", {}, ...made.notes.map((note) => make("li", {}, note)))];
}

/** @param {Made} made */
function show(made) {
  location.hash = addressOf(made.file, "form");
}

/** @param {Home} home */
async function fromForm(home) {
  const form = make(
    "select",
    { id: "form" },
    ...home.forms.map(({ version, name, years }) =>
      make("option", { value: version }, `${version}版 ${name}（${years}）`),
    ),
  );
  const sentences = make("input", { type: "checkbox", id: "sentences" });
  const name = nameField(`${new Date().getFullYear() - 1}.yaml`);
  const body = [
    make("label", { for: "form" }, "哪一版格式"),
    form,
    make("label", { for: "name" }, "文件名"),
    name,
    make("label", {}, sentences, "文字部分先放参考语句"),
  ];
  if ((await ask("新建空白填报", body, { yes: "新建", "": "不建" })) !== "yes") return;
  await begin({ form: form.value, name: name.value, last: null, sentences: sentences.checked });
}

/**
 * @param {Home} home
 * @param {Entry[]} entries
 */
async function fromLast(home, entries) {
  const usable = entries
    .filter((entry) => entry.authority && entry.year && !entry.problem)
    .sort((one, other) => (other.year ?? 0) - (one.year ?? 0));
  const first = usable[0];
  if (!first) return say("这个文件夹里还没有上年的填报。把去年的报告拖进来就有了。");
  const options = usable
    .slice(0, 500)
    .map((entry) =>
      make("option", { value: entry.file }, `${entry.authority} ${entry.year ?? ""}年（${entry.file}）`),
    );
  const last = make("select", { id: "last" }, ...options);
  const name = nameField(nextName(first.file, first.year ?? 0));
  last.addEventListener("change", () => {
    const entry = usable.find((each) => each.file === last.value);
    if (entry) name.value = nextName(entry.file, entry.year ?? 0);
  });
  const body = [
    make("p", {}, "沿用机关信息和正文，上年没有办完的数转到今年；要改的地方都做了记号。"),
    make("label", { for: "last" }, "上年的填报"),
    last,
    make("label", { for: "name" }, "新的文件名"),
    name,
  ];
  if ((await ask("从上年的填报开始", body, { yes: "新建", "": "不建" })) !== "yes") return;
  const form = usable.find((entry) => entry.file === last.value)?.form ?? home.forms[0]?.version;
  await begin({ form, name: name.value, last: last.value, sentences: false });
}

/** @param {string} value */
function nameField(value) {
  return make("input", { type: "text", id: "name", value, autocomplete: "off" });
}

/**
 * The name of the year after.
 * @param {string} file
 * @param {number} year
 */
function nextName(file, year) {
  return file.includes(String(year)) ? file.replace(String(year), String(year + 1)) : `${year + 1}.yaml`;
}

/** @param {Record<string, unknown>} wanted */
async function begin(wanted) {
  try {
    /** @type {Made} */
    const made = await call("new", wanted);
    if (made.notes?.length)
      await ask("建好了", [make("p", {}, `写在 ${made.file}。`), ...notes(made)], { "": "打开" });
    show(made);
  } catch (failure) {
    await ask("没有建成", [make("p", {}, reason(failure))], { "": "知道了" });
  }
}
