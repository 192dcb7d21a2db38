/**
 * Two versions of a text laid side by side, paragraph by paragraph.
 */

/**
 * A stretch of two texts: where they differ, `mine` and `theirs` are not the same.
 * @typedef {{mine: string[], theirs: string[], isSame: boolean, wish: "mine" | "theirs" | "both"}} Stretch
 */

/**
 * The stretches of two texts; `wish`: which is likely meant, by what stood there before both.
 * @param {string} mine
 * @param {string} theirs
 * @param {string} before
 * @returns {Stretch[]}
 */
export function stretches(mine, theirs, before) {
  const ours = mine.split("\n"),
    others = theirs.split("\n");
  const known = new Set(before.split("\n"));
  /** @type {Stretch[]} */
  const found = [];
  let [left, right] = [0, 0];
  for (const [at, to] of [
    ...common(ours, others),
    /** @type {[number, number]} */ ([ours.length, others.length]),
  ]) {
    const both = { mine: ours.slice(left, at), theirs: others.slice(right, to) };
    if (both.mine.length || both.theirs.length)
      found.push({ ...both, isSame: false, wish: wish(both, known) });
    const line = ours[at];
    if (line !== undefined) found.push({ mine: [line], theirs: [line], isSame: true, wish: "mine" });
    [left, right] = [at + 1, to + 1];
  }
  return found;
}

/**
 * The text of stretches as they were chosen.
 * @param {Stretch[]} found
 * @param {("mine" | "theirs" | "both")[]} choices one for each stretch
 */
export function merged(found, choices) {
  const lines = found.flatMap(({ mine, theirs, isSame }, at) => {
    if (isSame || choices[at] === "mine") return mine;
    return choices[at] === "theirs" ? theirs : [...theirs, ...mine];
  });
  return lines.join("\n");
}

/**
 * What was changed on one side only is meant; what was on both, both are.
 * @param {{mine: string[], theirs: string[]}} both
 * @param {Set<string>} known
 * @returns {"mine" | "theirs" | "both"}
 */
function wish({ mine, theirs }, known) {
  const isOld = (/** @type {string[]} */ lines) => lines.every((line) => known.has(line));
  if (isOld(theirs)) return "mine";
  return isOld(mine) ? "theirs" : "both";
}

/**
 * The lines that two texts have in common, in the order of both, as many as can be.
 * @param {string[]} one
 * @param {string[]} other
 * @returns {[number, number][]}
 */
function common(one, other) {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const length = (/** @type {number} */ at, /** @type {number} */ to) => lengths[at]?.[to] ?? 0;
  for (let at = one.length - 1; at >= 0; at -= 1) {
    for (let to = other.length - 1; to >= 0; to -= 1) {
      const isSame = one[at] === other[to];
      const row = /** @type {Uint16Array} */ (lengths[at]);
      row[to] = isSame ? length(at + 1, to + 1) + 1 : Math.max(length(at + 1, to), length(at, to + 1));
    }
  }
  return followed(one, other, length);
}

/**
 * @param {string[]} one
 * @param {string[]} other
 * @param {(at: number, to: number) => number} length
 * @returns {[number, number][]}
 */
function followed(one, other, length) {
  /** @type {[number, number][]} */
  const pairs = [];
  let [at, to] = [0, 0];
  while (at < one.length && to < other.length) {
    if (one[at] === other[to]) {
      pairs.push([at, to]);
      at += 1;
      to += 1;
    } else if (length(at + 1, to) >= length(at, to + 1)) at += 1;
    else to += 1;
  }
  return pairs;
}
