// Rechunks the documents of a store, and prints a line for each group.
import { openLydian } from "../../../dist/index.js";

const [store, maxTokens] = process.argv.slice(2);
const lydian = await openLydian({ store, settings: { chunking: { maxTokens: Number(maxTokens) } } });
lydian.on((event) => {
  if (event.type === "documents-rechunked") console.log(`did ${event.done} of ${event.total}`);
});
const { rechunked } = await lydian.embed();
console.log(`end ${rechunked}`);
await lydian.close();
