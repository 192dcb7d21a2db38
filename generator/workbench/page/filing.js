/**
 * One filing that is open: what is known of it, what was typed and is not written yet, and who wants to know.
 *
 * Every change goes out at once; while one is under way the next ones gather, so that nothing waits and
 * nothing is sent twice.
 */

import { call, GONE, offline, Problem, reason, WINDOW } from "./calls.js";
import { say } from "./elements.js";

/** @typedef {import("./types.js").Form} Form */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Conflict} Conflict */
/** @typedef {import("./types.js").Written} Written */
/**
 * @typedef {object} News
 * @property {Set<string>} own what of a new state came from here
 * @property {boolean} forced whether every field must show it
 */
/** @typedef {(state: State, before: State, news: News) => void} Watcher */

const AGAIN = 2000;

export class OpenFiling {
  /**
   * @param {string} file
   * @param {Form} form
   * @param {State} state
   */
  constructor(file, form, state) {
    this.file = file;
    this.form = form;
    this.state = state;
    /** @type {Map<string, Change>} */
    this.waiting = new Map();
    /** What was changed since an editor last showed what the file says: "kind at", "*" where by others. */
    this.touched = new Set();
    /** @type {Set<Watcher>} */
    this.watchers = new Set();
    /** @type {Promise<void> | null} */
    this.sending = null;
    /** @type {(conflicts: Conflict[]) => Promise<void>} */
    this.decide = async () => {};
    /** @type {() => void} */
    this.saved = () => {};
  }

  /**
   * Watches what changes; the answer ends it.
   * @param {Watcher} watcher
   */
  watch(watcher) {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /**
   * What stands at a place by the last state.
   * @param {string} kind
   * @param {string} at
   * @returns {string}
   */
  known(kind, at) {
    const { cells, texts, head, free, own } = this.state;
    if (kind === "free") return JSON.stringify(free?.[at] ?? []);
    const table = own?.[at];
    if (kind === "own") return table ? JSON.stringify(table) : "";
    const lines = { cell: cells[at]?.text, text: texts[at]?.text, head: head[at] };
    return lines[/** @type {"cell"} */ (kind)] ?? "";
  }

  /**
   * Takes up changes, to be written at once.
   * @param {{kind: string, at: string, to: string}[]} changes
   */
  change(changes) {
    for (const { kind, at, to } of changes) {
      const was = this.waiting.get(`${kind} ${at}`)?.was ?? this.known(kind, at);
      this.waiting.set(`${kind} ${at}`, { kind, at, was, to });
      this.touched.add(`${kind} ${at}`);
    }
    this.keep();
    return this.flush();
  }

  /** Writes what waits, one call after the other. */
  flush() {
    this.sending ??= this.write().finally(() => {
      this.sending = null;
      this.saved();
    });
    return this.sending;
  }

  async write() {
    this.saved();
    while (this.waiting.size) {
      const sent = new Map(this.waiting);
      this.waiting.clear();
      try {
        const answer = await this.call("write", { changes: [...sent.values()] });
        this.taken(sent, answer);
      } catch (failure) {
        this.failed(sent, failure);
        return;
      }
    }
  }

  /**
   * What was sent is written; what was typed meanwhile follows on it.
   * @param {Map<string, Change>} sent
   * @param {Written} answer
   */
  taken(sent, answer) {
    const refused = new Set(answer.conflicts.map(({ kind, at }) => `${kind} ${at}`));
    this.take(answer.state, { own: new Set(sent.keys()), forced: false });
    for (const [key, change] of this.waiting) {
      if (sent.has(key) && !refused.has(key)) change.was = this.known(change.kind, change.at);
    }
    this.keep();
    if (answer.conflicts.length) void this.decide(answer.conflicts);
  }

  /**
   * What could not be written waits; what the product refuses as it stands is told and given up.
   * @param {Map<string, Change>} sent
   * @param {unknown} failure
   */
  failed(sent, failure) {
    const status = failure instanceof Problem ? failure.status : 0;
    if (status !== 400) this.waiting = new Map([...sent, ...this.waiting]);
    this.keep();
    if (status === 0) window.setTimeout(() => this.flush(), AGAIN);
    say(reason(failure));
  }

  /**
   * A call about this filing.
   * @param {string} name
   * @param {Record<string, unknown>} [more]
   */
  call(name, more = {}) {
    return call(name, { file: this.file, seen: this.state.seen, by: WINDOW, ...more });
  }

  /**
   * A call that writes something other than what is typed: undo, a mend, a waiver.
   * @param {string} name
   * @param {Record<string, unknown>} [more]
   */
  async act(name, more = {}) {
    await this.flush();
    /** @type {Written} */
    const answer = await this.call(name, more);
    this.touched.add("*");
    this.take(answer.state, { own: new Set(), forced: true });
    if (answer.conflicts?.length) await this.decide(answer.conflicts);
    return answer;
  }

  /** Looks at the file again: somebody else changed it. */
  async again() {
    const { state } = await call("open", { file: this.file });
    this.touched.add("*");
    this.take(state, { own: new Set(), forced: false });
  }

  /**
   * @param {State} state
   * @param {News} news
   */
  take(state, news) {
    const before = this.state;
    this.state = state;
    for (const watcher of this.watchers) watcher(state, before, news);
  }

  /** Keeps what is not written where a page loaded anew finds it. */
  keep() {
    const waiting = [...this.waiting.values()];
    if (waiting.length) localStorage.setItem(`waiting ${this.file}`, JSON.stringify(waiting));
    else localStorage.removeItem(`waiting ${this.file}`);
  }

  /** What an earlier page could not write, if anything. */
  left() {
    /** @type {Change[]} */
    const left = JSON.parse(localStorage.getItem(`waiting ${this.file}`) ?? "[]");
    return left;
  }

  /**
   * Writes what an earlier page could not; where the file says otherwise now, somebody must decide.
   * @param {Change[]} left
   */
  async resume(left) {
    for (const change of left) this.waiting.set(`${change.kind} ${change.at}`, change);
    await this.flush();
  }

  /** Whether everything is in the file. */
  get isSaved() {
    return !this.sending && !this.waiting.size;
  }

  /** Says that nothing can be written any more. */
  lost() {
    if (this.waiting.size) offline(`${GONE}还有${this.waiting.size}处没有写进文件。`);
  }
}

/**
 * @param {string} file
 * @returns {Promise<OpenFiling>}
 */
export async function openFiling(file) {
  const { form, state } = await call("open", { file });
  return new OpenFiling(file, form, state);
}
