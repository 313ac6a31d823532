// Adds a folder, which is also the working and temporary folder, and prints the outcomes: add-folder.mjs STORE FOLDER
// OCR
import { pathToFileURL } from "node:url";
import { openLydian } from "lydian";

const [, , store, folder, ocr] = process.argv;
process.chdir(folder);
process.env.TMPDIR = folder;
process.env.HOME = folder;
const lydian = await openLydian({ store, settings: { ingest: { ocr } } });
const { outcomes } = await lydian.add(folder, { embed: false });
await lydian.close();
const base = `${pathToFileURL(folder)}/`;
const name = (uri) => uri.replace(base, "").replace(`${folder}/`, "");
console.log(JSON.stringify(outcomes.map(({ uri, outcome, code }) => [name(uri), code ?? outcome])));
