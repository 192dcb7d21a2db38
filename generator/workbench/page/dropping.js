/**
 * What comes into an editor from elsewhere: words of Word without their dress, pictures as files beside
 * the filing.
 */

import { reason, upload } from "./calls.js";
import { insert } from "./completion.js";
import { say } from "./elements.js";

/** @typedef {import("./filing.js").OpenFiling} OpenFiling */

/**
 * Words pasted with their looks keep headings, lists and tables, and nothing else.
 * @param {HTMLTextAreaElement} editor
 * @param {OpenFiling} filing
 */
export function takeWords(editor, filing) {
  editor.addEventListener("paste", (event) => {
    const data = event.clipboardData,
      markup = data?.getData("text/html") ?? "";
    if (!data || (data.files.length && !markup) || !markup) return;
    event.preventDefault();
    const plain = data.getData("text/plain");
    void filing.call("clean", { html: markup }).then(
      ({ text }) => insert(editor, text || plain),
      (failure) => {
        insert(editor, plain);
        say(reason(failure));
      },
    );
  });
}

/**
 * A picture that is dropped or pasted is kept beside the filing, and shown by a line of its own.
 * @param {HTMLTextAreaElement} editor
 * @param {OpenFiling} filing
 */
export function takePictures(editor, filing) {
  editor.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  editor.addEventListener("drop", (event) => {
    const files = pictures(event.dataTransfer);
    if (files.length) event.preventDefault();
    void keep(files, editor, filing);
  });
  editor.addEventListener("paste", (event) => {
    const files = event.clipboardData?.getData("text/html") ? [] : pictures(event.clipboardData);
    if (files.length) event.preventDefault();
    void keep(files, editor, filing);
  });
}

/** @param {DataTransfer | null} data */
function pictures(data) {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

/**
 * @param {File[]} files
 * @param {HTMLTextAreaElement} editor
 * @param {OpenFiling} filing
 */
async function keep(files, editor, filing) {
  for (const file of files) {
    try {
      const { text } = await upload("picture", { file: filing.file, name: file.name || "图片.png" }, file);
      const before = editor.value.slice(0, editor.selectionStart),
        behind = editor.value.slice(editor.selectionEnd);
      insert(
        editor,
        `${before && !before.endsWith("\n") ? "\n" : ""}${text}${behind.startsWith("\n") ? "" : "\n"}`,
      );
      say("图片放在填报旁边的文件夹里了；方括号里是图片的说明，请改成合适的。");
    } catch (failure) {
      say(reason(failure));
    }
  }
}
