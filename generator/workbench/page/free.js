/**
 * A table of the form whose rows the office names.
 */

import { reason } from "./calls.js";
import { button, make, say } from "./elements.js";
import { placeName, Rows } from "./rows.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */
/** @typedef {import("./types.js").Section} Section */

/**
 * @param {OpenFiling} filing
 * @param {Section} section
 * @param {HTMLElement} room
 * @returns {() => void} what ends it
 */
export function showFree(filing, section, room) {
  const { key } = section;
  const labels = (section.columns ?? []).map(({ label }) => label);
  const rows = new Rows("free", key, labels, (written) => {
    const change = { kind: "free", at: key, to: JSON.stringify(written) };
    filing.change([change]).catch((failure) => say(reason(failure)));
  });
  rows.draw(filing.state.free?.[key] ?? []);
  rows.mark(filing.state.findings);
  room.append(around(section, labels, rows));
  const end = filing.watch((state, _before, news) => {
    const there = state.free?.[key] ?? [];
    const isSame = JSON.stringify(there) === JSON.stringify(rows.rows);
    if (!isSame && (news.forced || !rows.isBusy)) rows.draw(there);
    rows.mark(state.findings);
  });
  return () => void end();
}

/**
 * @param {Section} section
 * @param {string[]} labels
 * @param {Rows} rows
 */
function around(section, labels, rows) {
  const heads = [...labels, "去掉"].map((label) => make("th", { scope: "col" }, label));
  const name = section.heading || section.name;
  const table = make(
    "table",
    { class: "filings free", "aria-label": name },
    make("thead", {}, make("tr", {}, ...heads)),
    rows.body,
  );
  return make(
    "section",
    { id: placeName("free", section.key, undefined, undefined) },
    make("h2", {}, name),
    section.hint && make("p", { class: "hint" }, section.hint),
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": `${name}，可以左右移动` },
      table,
    ),
    make(
      "p",
      { class: "tools" },
      button("加一行", () => rows.add()),
    ),
  );
}
