/**
 * The second pair of eyes: parts marked as read, remarks, and the figures entered once more.
 */

import { reason } from "./calls.js";
import { button, fill, make, say } from "./elements.js";
import { showTwice } from "./twice.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Remark} Remark */

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @returns {import("./screens.js").Shown}
 */
export function showReview(filing, room) {
  const name = nameField();
  const parts = make("div", { class: "review" });
  const remarks = make("div", { class: "remarks" });
  const twice = make("div", { class: "twice" });
  const places = placesOf(filing);
  room.append(
    make("p", { class: "hint" }, "复核的记录存在填报旁边，不印在报告里。"),
    make("p", { class: "tools" }, make("label", { for: "reviewer" }, "复核人"), name),
    make("h2", {}, "看过没有"),
    parts,
    make("h2", {}, "意见"),
    remarks,
    newRemark(filing, places, name),
    make("h2", {}, "数字再录一遍"),
    twice,
  );
  const draw = () => {
    fill(parts, ...places.map(([path, label]) => readLine(filing, path, label, name)));
    fill(remarks, ...filing.state.remarks.map((remark) => remarkLine(filing, remark, places)));
  };
  draw();
  const end = filing.watch((state, before) => {
    if (records(state) !== records(before)) keepingFocus(draw);
  });
  const endTwice = showTwice(filing, twice);
  return { end: () => [end, endTwice].forEach((each) => void each()), go: () => false };
}

/** Who reviews; kept for the next time. */
function nameField() {
  const value = localStorage.getItem("reviewer") ?? "";
  const name = make("input", { type: "text", id: "reviewer", autocomplete: "name", value });
  name.addEventListener("input", () => localStorage.setItem("reviewer", name.value));
  return name;
}

/** @param {import("./types.js").State} state */
function records(state) {
  return JSON.stringify([state.read, state.remarks]);
}

/**
 * Draws anew; what has the focus has it afterwards too.
 * @param {() => void} draw
 */
function keepingFocus(draw) {
  const id = document.activeElement?.id;
  draw();
  if (id) document.getElementById(id)?.focus();
}

/**
 * The parts that can be marked as read, by address and name.
 * @param {OpenFiling} filing
 * @returns {[string, string][]}
 */
function placesOf(filing) {
  return filing.form.sections.flatMap((section) => {
    const name = section.heading || section.name;
    const written = (section.parts ?? []).filter(
      (part) => !part.beside || filing.state.texts[part.path]?.text,
    );
    /** @type {[string, string][]} */
    const parts = written.map((part) => [
      part.path,
      part.beside ? `${name}：${part.name}` : part.heading || part.name,
    ]);
    return section.grid || section.kind === "free" ? [[section.key, name], ...parts] : parts;
  });
}

/**
 * @param {OpenFiling} filing
 * @param {string} path
 * @param {string} label
 * @param {HTMLInputElement} name
 */
function readLine(filing, path, label, name) {
  const mark = filing.state.read[path];
  const box = make("input", { type: "checkbox", id: `read-${path}`, checked: Boolean(mark) });
  box.addEventListener("change", () => {
    void act(filing, "mark", { path, name: name.value.trim() || "复核人", read: box.checked });
  });
  const by = mark
    ? `${mark.name} ${mark.time.slice(0, 16).replace("T", " ")}${mark.same ? "" : "　看过以后又改了"}`
    : "没有看";
  return make(
    "p",
    { class: mark && !mark.same ? "stale" : null },
    make("label", {}, box, label),
    make("span", { class: "by" }, by),
  );
}

/**
 * @param {OpenFiling} filing
 * @param {[string, string][]} places
 * @param {HTMLInputElement} name
 */
function newRemark(filing, places, name) {
  const place = make(
    "select",
    { id: "remark-place" },
    ...places.map(([path, label]) => make("option", { value: path }, label)),
  );
  const text = make("textarea", { id: "remark-text", rows: 2 });
  const send = button("写下意见", async () => {
    if (!text.value.trim()) return say("还没有写意见。");
    await act(filing, "remark", {
      place: place.value,
      text: text.value.trim(),
      name: name.value.trim() || "复核人",
    });
    text.value = "";
  });
  return make(
    "div",
    { class: "new-remark" },
    make("label", { for: "remark-place" }, "关于"),
    place,
    make("label", { for: "remark-text" }, "意见"),
    text,
    send,
  );
}

/**
 * @param {OpenFiling} filing
 * @param {Remark} remark
 * @param {[string, string][]} places
 */
function remarkLine(filing, remark, places) {
  const label =
    places.find(([path]) => path === remark.place)?.[1] ??
    filing.form.cells[remark.place]?.label ??
    remark.place;
  const settle = () => act(filing, "remark", { id: remark.id, place: remark.place, done: !remark.done });
  return make(
    "p",
    { class: remark.done ? "done" : null },
    make("b", {}, label),
    `：${remark.text} `,
    make("span", { class: "by" }, `${remark.name} ${remark.time.slice(0, 16).replace("T", " ")}`),
    button(remark.done ? "重新提出" : "已经改好", settle, {
      id: `remark-${remark.id}`,
      "aria-label": `${remark.done ? "重新提出" : "已经改好"}：${remark.text}`,
    }),
  );
}

/**
 * @param {OpenFiling} filing
 * @param {string} call
 * @param {Record<string, unknown>} more
 */
async function act(filing, call, more) {
  await filing.act(call, more).catch((failure) => say(reason(failure)));
}
