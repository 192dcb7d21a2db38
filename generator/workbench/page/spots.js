/**
 * Findings where they are printed: a frame around the place on the page, which leads to the field.
 */

import { make } from "./elements.js";
import { line } from "./marks.js";

/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {[number, number, number, number, number, number]} Area page, left, top, right, bottom, line */
/** @typedef {Record<string, Area[]>} Spots where everything is printed */
/** @typedef {{width: number, height: number}} Size */

/** So far the frame stands off from what it is about, in points. */
const OFF = 2;

/**
 * The areas where a finding is to be seen: its own place, else what it speaks of, else all around it.
 * @param {Spots} spots
 * @param {Finding} finding
 * @returns {Area[]}
 */
export function areasOf(spots, finding) {
  for (const name of namesOf(finding)) {
    const found = spots[name] ?? [];
    if (found.length) return finding.place.kind === "text" ? [nearest(found, finding.line)] : found;
  }
  return inside(spots, finding.place.at);
}

/**
 * What a finding may be known by on the pages, the nearest first.
 * @param {Finding} finding
 */
function namesOf({ place, cells }) {
  const { kind, at, row, column } = place;
  const cell = row === undefined ? "" : `@${row + 1},${column ?? 0}`;
  const own = kind === "free" ? [`${at}${cell}`] : [];
  const head = kind === "head" ? ["head"] : [];
  return [...(kind === "cell" ? [at] : []), ...cells, ...own, at, ...head].filter(Boolean);
}

/**
 * The area of a text that begins on a line of the file, or last before it.
 * @param {Area[]} areas
 * @param {number} line_
 * @returns {Area}
 */
function nearest(areas, line_) {
  const before = areas.filter((area) => area[5] <= line_);
  return /** @type {Area} */ (before.at(-1) ?? areas[0]);
}

/**
 * The areas of everything below a place: of a row, its cells; of a section, all that stands in it.
 * @param {Spots} spots
 * @param {string} at
 */
function inside(spots, at) {
  if (!at) return [];
  return Object.entries(spots)
    .filter(([name]) => name.startsWith(`${at}.`))
    .flatMap(([, areas]) => areas);
}

/**
 * A frame around an area of a page.
 * @param {Finding} finding
 * @param {Area} area
 * @param {Size} size of the page
 * @param {() => void} go to the field
 */
export function frame(finding, [, left, top, right, bottom], { width, height }, go) {
  const mark = make("button", {
    type: "button",
    class: `spot ${finding.level}`,
    title: line(finding),
    "aria-label": `${line(finding)}：到填的地方去`,
    "data-finding": finding.id,
    onclick: go,
  });
  mark.style.left = part(left - OFF, width);
  mark.style.top = part(top - OFF, height);
  mark.style.width = part(right - left + 2 * OFF, width);
  mark.style.height = part(bottom - top + 2 * OFF, height);
  return mark;
}

/**
 * @param {number} length
 * @param {number} whole
 */
function part(length, whole) {
  return `${(100 * length) / whole}%`;
}
