// node openxml.mjs VERSION,VERSION FILE…: what the Open XML SDK says of each file by each version, as JSON.
import { readFile } from "node:fs/promises";
import validate from "@ooxml-tools/validate";

const [versions, ...files] = process.argv.slice(2);
const found = [];
for (const file of files) {
  const data = await readFile(file);
  const byVersion = {};
  const kind = file.split(".").pop();
  for (const version of versions.split(",")) byVersion[version] = await validate(data, kind, version);
  found.push(byVersion);
}
process.stdout.write(JSON.stringify(found), () => process.exit(0));
