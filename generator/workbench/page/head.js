/**
 * What a filing says of itself, as a form with its choices explained.
 */

import { make } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").HeadField} HeadField */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * @param {OpenFiling} filing
 * @param {HTMLElement} room
 * @returns {import("./screens.js").Shown}
 */
export function showHead(filing, room) {
  /** @type {Map<string, Field>} */
  const fields = new Map();
  const form = make("form", {
    class: "head-form",
    onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
  });
  form.append(make("p", { class: "hint" }, "带 * 的必须填。"));
  for (const [group, members] of grouped(filing.form.head)) {
    const lines = members.map((plan) => line(filing, plan, fields));
    form.append(...(group ? [make("fieldset", {}, make("legend", {}, group), ...lines)] : lines));
  }
  room.append(form);
  const findings = () => mark(filing, fields);
  findings();
  const end = filing.watch((state, _before, news) => {
    for (const [key, field] of fields) {
      const isTyped = document.activeElement === field && !news.forced;
      if (!isTyped && !filing.waiting.has(`head ${key}`)) put(field, state.head[key] ?? "");
    }
    findings();
  });
  return { end, go: (key) => go(fields, key) };
}

/**
 * @param {Map<string, Field>} fields
 * @param {string} key of a field, of a group of fields, or of something in a field
 */
function go(fields, key) {
  const near = [...fields].find(([name]) => name.startsWith(`${key}.`) || key.startsWith(`${name}.`));
  const field = fields.get(key) ?? near?.[1];
  field?.focus();
  field?.scrollIntoView({ block: "center" });
  return Boolean(field);
}

/**
 * The fields in their order, those of one group together.
 * @param {HeadField[]} head
 * @returns {[string, HeadField[]][]}
 */
function grouped(head) {
  /** @type {[string, HeadField[]][]} */
  const groups = [];
  for (const plan of head) {
    const group = plan.group ?? "";
    const last = groups.at(-1);
    if (last && last[0] === group) last[1].push(plan);
    else groups.push([group, [plan]]);
  }
  return groups;
}

/**
 * @param {OpenFiling} filing
 * @param {HeadField} plan
 * @param {Map<string, Field>} fields
 */
function line(filing, plan, fields) {
  const id = `head-${plan.key}`;
  const field = fieldOf(plan, filing.state.head[plan.key] ?? "", id);
  fields.set(plan.key, field);
  field.addEventListener(field instanceof HTMLSelectElement ? "change" : "input", () => {
    void filing.change([{ kind: "head", at: plan.key, to: field.value }]);
  });
  return make(
    "div",
    { class: "field" },
    make(
      "label",
      { for: id },
      plan.label,
      plan.required && make("span", { class: "required", "aria-hidden": "true" }, " *"),
    ),
    field,
    make("span", { class: "hint", id: `${id}-hint` }, plan.hint),
    make("span", { class: "note", id: `${id}-note` }),
  );
}

/**
 * @param {HeadField} plan
 * @param {string} value
 * @param {string} id
 * @returns {Field}
 */
function fieldOf(plan, value, id) {
  const described = `${id}-hint ${id}-note`;
  const common = { id, required: plan.required, "aria-describedby": described };
  const found = plan.kind === "line" ? [] : choices(plan);
  if (found.length) {
    const options = found.map((choice) => make("option", { value: choice.value }, named(plan, choice)));
    const field = make(
      "select",
      common,
      make("option", { value: "" }, plan.required ? "请选一项" : "不填"),
      ...options,
    );
    put(field, value);
    return field;
  }
  if (plan.many || plan.kind === "lines") return make("textarea", { ...common, rows: 2, value });
  return make("input", {
    ...common,
    type: "text",
    inputmode: plan.kind === "year" ? "numeric" : "text",
    autocomplete: "off",
    value,
  });
}

/**
 * What may be chosen; of a group that may be written as a whole, that.
 * @param {HeadField} plan
 */
function choices(plan) {
  if (plan.kind === "whole") return [{ value: "true", meaning: plan.whole }];
  return plan.choices.map((value, at) => ({ value, meaning: plan.meanings[at] ?? "" }));
}

/**
 * @param {HeadField} plan
 * @param {{value: string, meaning: string}} choice
 */
function named(plan, { value, meaning }) {
  if (plan.kind === "whole" && meaning) return meaning;
  return meaning ? `${value}（${meaning}）` : value;
}

/**
 * Shows a value; one that is no choice is shown all the same.
 * @param {Field} field
 * @param {string} value
 */
function put(field, value) {
  if (field.value === value) return;
  field.value = value;
  if (field.value === value || !(field instanceof HTMLSelectElement)) return;
  field.append(make("option", { value }, `${value}（不在可选的几项里）`));
  field.value = value;
}

/**
 * @param {OpenFiling} filing
 * @param {Map<string, Field>} fields
 */
function mark(filing, fields) {
  const found = filing.state.findings.filter(({ place, accepted }) => place.kind === "head" && !accepted);
  for (const [key, field] of fields) {
    const mine = found.filter(({ place }) => place.at === key);
    const note = document.getElementById(`head-${key}-note`);
    if (note) note.textContent = mine.map((finding) => finding.short || finding.message).join("；");
    field.parentElement?.setAttribute("data-level", mine[0]?.level ?? "");
    if (mine.some(({ level }) => level === "error")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}
