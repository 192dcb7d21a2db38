/**
 * What the product answers: docs/workbench.md in types.
 *
 * @typedef {"banner" | "corner" | "column-group" | "column" | "row-group" | "row" | "number" | "unit"} Role
 *
 * @typedef {object} Place
 * @property {number} row
 * @property {number} column
 * @property {number} rowspan
 * @property {number} colspan
 * @property {Role} role
 * @property {string} text
 * @property {string} id
 * @property {string[]} headers
 * @property {string} path
 * @property {number} indent
 *
 * @typedef {{columns: number, rows: number, head_rows: number, places: Place[]}} Grid
 *
 * @typedef {object} Part
 * @property {string} path
 * @property {string} name
 * @property {string | null} heading
 * @property {boolean} required
 * @property {string} note
 * @property {string} hint
 * @property {boolean} [beside] whether it stands beside a table
 *
 * @typedef {object} Section
 * @property {string} key
 * @property {string} name
 * @property {string} heading
 * @property {"table" | "parts" | "text" | "free"} kind
 * @property {string} hint
 * @property {Grid} [grid]
 * @property {Part[]} [parts]
 * @property {string[]} [before]
 * @property {string[]} [after]
 * @property {{key: string, label: string, holds: string}[]} [columns]
 *
 * @typedef {object} HeadField
 * @property {string} key
 * @property {string} label
 * @property {string} hint
 * @property {string} kind
 * @property {boolean} required
 * @property {boolean} many
 * @property {string | null} group
 * @property {string} whole what it means that a group is written as a whole
 * @property {string[]} choices
 * @property {string[]} meanings
 *
 * @typedef {object} CellPlan
 * @property {string} label
 * @property {string} row
 * @property {boolean} total
 * @property {string} unit
 * @property {string} holds
 * @property {string[]} choices
 * @property {string} hint
 *
 * @typedef {object} Form
 * @property {string} version
 * @property {string} name
 * @property {string} basis
 * @property {HeadField[]} head
 * @property {Section[]} sections
 * @property {Record<string, CellPlan>} cells
 * @property {{name: string, meaning: string, number: boolean}[]} own_kinds of own tables
 *
 * @typedef {"given" | "computed" | "blank" | "broken" | "left_out"} CellState
 * @typedef {{text: string, state: CellState, value: string, last: string | null, remark: string}} Cell
 * @typedef {{text: string, last: string | null}} Text
 *
 * @typedef {object} Spot
 * @property {"cell" | "text" | "head" | "row" | "section" | "free" | "own" | "file"} kind
 * @property {string} at
 * @property {number} [row] of a table whose rows the office names, from 0
 * @property {number} [column]
 *
 * @typedef {object} Finding
 * @property {string} id
 * @property {string} code
 * @property {"error" | "warning" | "info"} level
 * @property {string} message
 * @property {string} [short]
 * @property {string} detail
 * @property {string} help
 * @property {string} basis
 * @property {Spot} place
 * @property {string[]} cells
 * @property {number} line
 * @property {string} accepted
 * @property {boolean} waivable
 * @property {boolean} stops
 * @property {{title: string, changes: {old: string, new: string, line: number}[]} | null} mend
 *
 * @typedef {{errors: number, warnings: number, infos: number, accepted: number, blanks: number}} Counts
 * @typedef {{id: number, place: string, text: string, name: string, time: string, done: boolean}} Remark
 *
 * @typedef {object} OwnTable a table of the office's own; nothing in it where it cannot be changed here
 * @property {string} title
 * @property {string} unit
 * @property {string} before
 * @property {string} below
 * @property {string} total "true" where it is worked out, else the numbers that are written
 * @property {[string, string, string][]} columns name, kind and unit
 * @property {string[][]} rows
 *
 * @typedef {object} State
 * @property {string} file
 * @property {string} seen
 * @property {string} authority
 * @property {number | null} year
 * @property {boolean} draft
 * @property {boolean} readable
 * @property {Record<string, string>} head
 * @property {Record<string, Cell>} cells
 * @property {Record<string, Text>} texts
 * @property {Finding[]} findings
 * @property {Counts} summary
 * @property {number} undo
 * @property {number} redo
 * @property {{file: string, year: number} | null} last
 * @property {Record<string, {name: string, time: string, same: boolean}>} read
 * @property {Remark[]} remarks
 * @property {Record<string, string[][]>} [free]
 * @property {Record<string, OwnTable>} [own]
 *
 * @typedef {{kind: string, at: string, was: string, to: string}} Change
 * @typedef {{kind: string, at: string, was: string, mine: string, theirs: string, label: string}} Conflict
 * @typedef {{state: State, conflicts: Conflict[], written: boolean}} Written
 *
 * @typedef {object} Entry a filing of the folder
 * @property {string} file
 * @property {string} authority
 * @property {number | null} year
 * @property {string} form
 * @property {boolean} known
 * @property {number} errors
 * @property {number} warnings
 * @property {number} infos
 * @property {number} blanks
 * @property {string | null} problem
 * @property {string | null} built
 * @property {string | null} last
 *
 * @typedef {object} Home
 * @property {string} folder
 * @property {boolean} complete
 * @property {{version: string, name: string, years: string}[]} forms
 * @property {Entry[]} filings
 */

export {};
