// Imports a file or changes to a model, and prints each event. Arguments: "import" or "reindex", the store's folder,
// the file or the model's folder.
import { writeSync } from "node:fs";
import { openLydian } from "../../../dist/index.js";

const [work, store, given] = process.argv.slice(2);
const settings = work === "reindex" ? { embedding: { model: given } } : {};
const lydian = await openLydian({ store, settings });
lydian.on((event) => writeSync(1, `${event.type} ${event.done}\n`));
if (work === "import") await lydian.importFrom(given);
else await lydian.reindex();
writeSync(1, "done\n");
await lydian.close();
