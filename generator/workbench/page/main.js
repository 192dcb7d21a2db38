/**
 * Where the page begins: an address behind the # leads to the list of filings or to a screen of one.
 */

import { ended, listen, offline, reason } from "./calls.js";
import { button, byId, fill, make, say } from "./elements.js";
import { showHome } from "./home.js";
import { showFiling } from "./screens.js";

/** @typedef {{end: () => void, hear: (name: string, data: any) => void}} Screen */

/** @type {Screen | null} */
let screen = null;

/** Shows what the address asks for. */
async function show() {
  screen?.end();
  screen = null;
  const [, kind, file, part] = location.hash.split("/").map(decodeURIComponent);
  try {
    screen = kind === "f" && file ? await showFiling(file, part ?? "form") : await showHome();
  } catch (failure) {
    const text = reason(failure);
    document.title = "没有打开";
    fill(byId("top"), make("a", { href: "#/" }, "全部填报"));
    fill(byId("main"), make("h1", {}, "没有打开"), make("p", {}, text), button("再试一次", show));
    say(text);
  }
}

listen((name, data) => {
  if (name === "end") ended();
  if (name === "bye" || name === "end") offline(data.reason);
  screen?.hear(name, data);
});
window.addEventListener("hashchange", show);
void show();
