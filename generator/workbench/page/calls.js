/**
 * The one way from the page to the product: a call has a name and arguments and gives an answer.
 */

import { byId } from "./elements.js";

/** Whether somebody has ended the program here: that it cannot be reached is no news then. */
let isEnded = false;

/** What the product cannot or will not do; the message is a sentence for people. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {number} status 0 where nobody answered
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** This window, as the product calls it in its events. */
export const WINDOW = `${Date.now()}-${Math.random().toString(36).slice(2)}`;

const TOKEN = document.querySelector("meta[name=token]")?.getAttribute("content") ?? "";
export const GONE =
  "连不上程序了：它可能已经关闭。填过的都在这一页上，不要关掉；重新运行 nianbao serve 后再打开。";

/**
 * @param {string} name
 * @param {Record<string, unknown>} [arguments_]
 * @returns {Promise<any>} as docs/workbench.md says of the call
 */
export function call(name, arguments_ = {}) {
  const body = JSON.stringify(arguments_);
  return answered(`/api/${name}`, { method: "POST", body, headers: headers("application/json") });
}

/**
 * Hands a file over.
 * @param {"import" | "picture"} what
 * @param {Record<string, string>} about
 * @param {Blob} data
 * @returns {Promise<any>}
 */
export async function upload(what, about, data) {
  const query = new URLSearchParams(about).toString();
  const body = await data.arrayBuffer();
  const request = { method: "POST", body, headers: headers("application/octet-stream") };
  return answered(`/upload/${what}?${query}`, request);
}

/** @param {string} type */
function headers(type) {
  return { "Content-Type": type, "X-Token": TOKEN };
}

/**
 * @param {string} address
 * @param {RequestInit} request
 */
async function answered(address, request) {
  let reply;
  try {
    reply = await fetch(address, request);
  } catch {
    offline(GONE);
    throw new Problem(GONE, 0);
  }
  const answer = await reply.json().catch(() => ({ problem: "程序出了错，没有做成。" }));
  if (!reply.ok) throw new Problem(answer.problem ?? "没有做成。", reply.status);
  online();
  return answer;
}

/**
 * Says that the program cannot be reached, for as long as that is so.
 * @param {string} text
 */
export function offline(text) {
  if (isEnded && text === GONE) return;
  const bar = byId("offline");
  bar.textContent = text;
  bar.hidden = false;
}

/** The program is going to end because somebody wants it. */
export function ended() {
  isEnded = true;
}

function online() {
  byId("offline").hidden = true;
}

/**
 * Listens to what happens to the folder.
 * @param {(name: string, data: any) => void} hear
 */
export function listen(hear) {
  const source = new EventSource("/events");
  for (const name of ["changed", "filings", "review", "bye", "end"]) {
    source.addEventListener(name, (event) => hear(name, JSON.parse(event.data)));
  }
  source.addEventListener("open", () => hear("open", {}));
  source.addEventListener("error", () => offline(GONE));
}

/**
 * What to say of a failure.
 * @param {unknown} failure
 * @returns {string}
 */
export function reason(failure) {
  return failure instanceof Problem ? failure.message : `这一页出了错：${String(failure)}`;
}
