/**
 * Elements of the page made by plain functions: nothing is ever put in as markup.
 */

/** @typedef {string | number | Node | null | undefined | false} Child */
/** @typedef {Record<string, unknown>} Properties */

/**
 * An element with attributes, properties, listeners ("onclick") and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  element.append(...shown(children));
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
function set(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (typeof value === "function") {
    element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  } else if (name === "value" || name === "checked") {
    Reflect.set(element, name, value);
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {Child[]} children
 * @returns {(string | Node)[]}
 */
function shown(children) {
  const there = children.filter((child) => child !== null && child !== undefined && child !== false);
  return there.map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * Puts other children into an element.
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...shown(children));
}

/**
 * The element with this id, which must be there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

/**
 * A button that does something.
 * @param {string} label
 * @param {(event: MouseEvent) => unknown} action
 * @param {Properties} [properties]
 */
export function button(label, action, properties = {}) {
  return make("button", { type: "button", onclick: action, ...properties }, label);
}

/**
 * A question in a window of its own; the answer is the value of the button pressed, "" where it was closed.
 * @param {string} title
 * @param {Child[]} body
 * @param {Record<string, string>} answers values with their labels, the first is the one for Enter
 * @returns {Promise<string>}
 */
export function ask(title, body, answers) {
  const buttons = Object.entries(answers).map(([value, label], index) =>
    make("button", { value, class: index ? null : "first" }, label),
  );
  const form = make("form", { method: "dialog" }, make("h2", { id: "question" }, title), ...body);
  form.append(make("div", { class: "buttons" }, ...buttons));
  const dialog = make("dialog", { "aria-labelledby": "question" }, form);
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(dialog.returnValue);
    });
  });
}

/**
 * Says something to everybody: shown for a while, and read out.
 * @param {string} text
 */
export function say(text) {
  const line = byId("said");
  line.textContent = text;
  line.classList.remove("faded");
  window.clearTimeout(Number(line.dataset.timer));
  line.dataset.timer = String(window.setTimeout(() => line.classList.add("faded"), 8000));
}
