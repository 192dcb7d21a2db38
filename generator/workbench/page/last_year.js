/**
 * Last year's numbers below this year's, on request.
 */

import { fill, make } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */

const KEPT = "last year";

export class LastYear {
  /**
   * @param {OpenFiling} filing
   * @param {HTMLElement} around
   */
  constructor(filing, around) {
    this.filing = filing;
    this.around = around;
    this.line = make("p", { class: "tools" });
    /** @type {number | null | undefined} */
    this.year = undefined;
  }

  /**
   * Shows the numbers of a state; they may come later than the filing itself.
   * @param {Map<string, HTMLInputElement>} fields
   */
  show(fields) {
    for (const [path, field] of fields) {
      const last = this.filing.state.cells[path]?.last ?? null;
      const text = last === null ? "" : `上年 ${last}`;
      const place = field.parentElement?.querySelector(".last");
      if (place && place.textContent !== text) place.textContent = text;
    }
    const year = this.filing.state.last?.year ?? null;
    if (year !== this.year) this.draw(year);
    this.year = year;
  }

  /** @param {number | null} year */
  draw(year) {
    if (year === null) {
      this.around.classList.remove("with-last");
      fill(this.line, "没有找到上一年的填报，因此没有上年数可以对照。");
      return;
    }
    const isShown = localStorage.getItem(KEPT) === "shown";
    this.around.classList.toggle("with-last", isShown);
    const box = make("input", { type: "checkbox", checked: isShown });
    box.addEventListener("change", () => {
      this.around.classList.toggle("with-last", box.checked);
      localStorage.setItem(KEPT, box.checked ? "shown" : "hidden");
    });
    fill(this.line, make("label", {}, box, `每格下面显示${year}年的数`));
  }
}
