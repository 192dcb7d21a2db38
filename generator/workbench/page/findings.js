/**
 * The list of findings beside the form: where, what, why, and what can be done at once.
 */

import { reason } from "./calls.js";
import { ask, button, fill, make, say } from "./elements.js";
import { line } from "./marks.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {(finding: Finding) => void} Goer */

const LEVELS = { error: "错误", warning: "警告", info: "提示" };

/**
 * Shows the list and keeps it true.
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @param {Goer} go leads to the place of a finding
 */
export function showFindings(filing, room, go) {
  const count = make("p", { class: "count", id: "count" });
  const list = make("ol", { class: "findings", "aria-label": "核对结果" });
  const accepted = make("details", { class: "accepted" });
  room.append(make("h2", {}, "核对结果"), count, list, accepted);
  /** @type {Map<string, {text: string, item: HTMLElement}>} */
  const items = new Map();
  const draw = () => {
    const open = openFindings(filing);
    const rest = filing.state.findings.filter((finding) => finding.accepted);
    count.textContent = summary(filing);
    arrange(
      list,
      open.map((finding) => kept(items, filing, finding, go)),
    );
    fill(
      accepted,
      make("summary", {}, `说明了理由、已经接受的（${rest.length}）`),
      make("ol", { class: "findings" }, ...rest.map((finding) => itemOf(filing, finding, go))),
    );
    accepted.hidden = !rest.length;
  };
  draw();
  return filing.watch(draw);
}

/**
 * What nobody has accepted, the gravest first, else in the order of the filing.
 * @param {OpenFiling} filing
 * @returns {Finding[]}
 */
export function openFindings(filing) {
  const open = filing.state.findings.filter((finding) => !finding.accepted);
  return Object.keys(LEVELS).flatMap((level) => open.filter((finding) => finding.level === level));
}

/** @param {OpenFiling} filing */
function summary(filing) {
  const { errors, warnings, infos, blanks } = filing.state.summary;
  const found = [
    errors && `${errors}处错误`,
    warnings && `${warnings}处警告`,
    infos && `${infos}处提示`,
  ].filter(Boolean);
  const empty = blanks ? `还有${blanks}格空着。` : "";
  return (found.length ? `${found.join("，")}。` : "没有发现问题。") + empty;
}

/**
 * Puts the items of a list in order; those that stay are not touched, so that the focus stays too.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 */
function arrange(list, items) {
  const wanted = new Set(items);
  const gone = Array.from(list.children).filter((item) => !wanted.has(/** @type {HTMLElement} */ (item)));
  for (const item of gone) item.remove();
  items.forEach((item, place) => {
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
}

/**
 * The item that shows a finding already, if it says the same.
 * @param {Map<string, {text: string, item: HTMLElement}>} items
 * @param {OpenFiling} filing
 * @param {Finding} finding
 * @param {Goer} go
 */
function kept(items, filing, finding, go) {
  const text = JSON.stringify(finding),
    old = items.get(finding.id);
  if (old?.text === text) return old.item;
  const item = itemOf(filing, finding, go);
  items.set(finding.id, { text, item });
  return item;
}

/**
 * @param {OpenFiling} filing
 * @param {Finding} finding
 * @param {Goer} go
 */
function itemOf(filing, finding, go) {
  const level = make("span", { class: `level ${finding.level}` }, LEVELS[finding.level]);
  const where = make("span", { class: "where" }, placeName(filing, finding));
  const lead = make(
    "button",
    { type: "button", class: "lead", onclick: () => go(finding) },
    level,
    " ",
    where,
    make("span", { class: "what" }, line(finding)),
  );
  const item = make("li", { "data-id": finding.id }, lead);
  if (finding.mend) item.append(mendOf(filing, finding));
  const doing = [
    button("为什么", () => explain(filing, finding), { "aria-label": `为什么：${line(finding)}` }),
  ];
  if (finding.waivable && !finding.accepted)
    doing.push(
      button("说明理由", () => waive(filing, finding), { "aria-label": `说明理由：${line(finding)}` }),
    );
  if (finding.accepted) item.append(make("p", { class: "reason" }, `理由：${finding.accepted}`));
  if (finding.accepted)
    doing.push(button("收回理由", () => act(filing, "waive", { id: finding.id, reason: "" })));
  item.append(make("p", { class: "doing" }, ...doing));
  return item;
}

/**
 * The place of a finding as people call it.
 * @param {OpenFiling} filing
 * @param {Finding} finding
 */
export function placeName(filing, { place, line: number }) {
  const { kind, at, row } = place;
  const { cells, head, sections } = filing.form;
  const parts = sections.flatMap((section) => section.parts ?? []);
  const names = {
    cell: () => cells[at]?.label,
    head: () => head.find((field) => field.key === at)?.key.replace(".", "："),
    text: () => parts.find((part) => part.path === at)?.name,
    row: () =>
      Object.values(cells)
        .find((cell) => cell.row === at)
        ?.label.split("的")[0],
    free: () => listed(sections.find((section) => section.key === at)?.name, row),
    own: () => listed(filing.state.own?.[at]?.title || "附加的表", row),
    section: () => sections.find((section) => section.key === at)?.heading,
    file: () => (number > 1 ? `文件第${number}行` : "整份填报"),
  };
  return names[kind]() || at;
}

/**
 * @param {string | undefined} table
 * @param {number | undefined} row
 */
function listed(table, row) {
  return row === undefined ? table : `${table ?? ""}第${row + 1}行`;
}

/**
 * @param {OpenFiling} filing
 * @param {Finding} finding
 */
function mendOf(filing, finding) {
  const changes = (finding.mend?.changes ?? [])
    .slice(0, 4)
    .map(({ old, new: fresh }) =>
      make(
        "span",
        { class: "change" },
        make("del", {}, old || "（空）"),
        " → ",
        make("ins", {}, fresh || "（空）"),
      ),
    );
  const mend = button("就这样改", () => act(filing, "mend", { id: finding.id }), {
    class: "first",
    "aria-label": `就这样改：${finding.mend?.title}`,
  });
  return make("div", { class: "mend" }, make("span", {}, finding.mend?.title), ...changes, mend);
}

/**
 * @param {OpenFiling} filing
 * @param {string} name
 * @param {Record<string, unknown>} more
 */
async function act(filing, name, more) {
  try {
    await filing.act(name, more);
    say(name === "mend" ? "改好了；按 Ctrl+Z 撤销。" : "记下了。");
  } catch (failure) {
    say(reason(failure));
  }
}

/**
 * @param {string} title
 * @param {string[] | undefined} lines
 */
function example(title, lines) {
  if (!lines?.length) return null;
  return make(
    "div",
    { class: "example" },
    make("h3", {}, title),
    make("pre", { tabindex: "0" }, lines.join("\n")),
  );
}

/**
 * @param {OpenFiling} filing
 * @param {Finding} finding
 */
async function explain(filing, finding) {
  const rule = await filing.call("rule", { code: finding.code }).catch(() => null);
  const detail = finding.detail
    ? finding.detail.split("\n").map((text) => make("p", { class: "figures" }, text))
    : [];
  await ask(
    `${finding.code} ${finding.message}`,
    [
      ...detail,
      rule?.why && make("p", {}, rule.why),
      finding.help && make("p", {}, make("b", {}, "改法："), finding.help),
      make("p", { class: "basis" }, make("b", {}, "依据："), finding.basis || rule?.basis),
      make(
        "div",
        { class: "examples" },
        example("错误的写法", rule?.wrong),
        example("正确的写法", rule?.right),
      ),
    ],
    { "": "关上" },
  );
}

/**
 * @param {OpenFiling} filing
 * @param {Finding} finding
 */
async function waive(filing, finding) {
  const field = make("textarea", { id: "waiver-reason", rows: 3, autofocus: true });
  const label = make(
    "label",
    { for: "waiver-reason" },
    "数是对的，为什么会这样？理由记在填报里，不印在报告上。数再变，理由就不作数。",
  );
  const answer = await ask(`接受：${line(finding)}`, [label, field], { yes: "记下理由", "": "不接受" });
  if (answer !== "yes") return;
  if (!field.value.trim()) return say("没有写理由，没有接受。");
  await act(filing, "waive", { id: finding.id, reason: field.value.trim() });
}
