// Backs up a store to the same file repeatedly until it is killed. Arguments: the store's folder, the file.
import { writeSync } from "node:fs";
import { openLydian } from "../../../dist/index.js";

const [store, file] = process.argv.slice(2);
// Without a listener, the signal for a file that is too large ends the process without an error.
process.on("SIGXFSZ", () => undefined);
const lydian = await openLydian({ store });
lydian.on((event) => {
  if (event.type === "store-copied") writeSync(1, `copied ${event.doneBytes} of ${event.totalBytes}\n`);
});
try {
  for (;;) {
    writeSync(1, `whole ${(await lydian.backup(file, { replace: true })).documents}\n`);
  }
} catch (error) {
  writeSync(1, `${JSON.stringify({ code: error.code, message: error.message, hint: error.hint })}\n`);
}
await lydian.close();
