// Makes test/fixtures/store-v2, a store as version 2 of the format has it: documents of several kinds with their
// vectors, one that was replaced and one that was removed. Run it once for each version of the format that is
// released, with a new folder, and never again: the tests show that such a store can still be read.
//
//   npm run build && node scripts/make-fixture-store.mjs
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { openLydian } from "../dist/index.js";

const folder = fileURLToPath(new URL("../test/fixtures/store-v2", import.meta.url));
if (existsSync(folder))
  throw new Error(`${folder} exists already. The store of a released version is never made again.`);

const documents = [
  {
    uri: "fixture:opening-hours.md",
    metadata: { department: "reception", year: 2026 },
    content: `# Opening hours

The practice opens at 8:00 and closes at 18:30. On Wednesdays it closes at noon.

## Holidays

| day | open |
| --- | --- |
| New Year's Day | closed |
| Whit Monday | 9:00 to 12:00 |
`,
  },
  {
    uri: "fixture:cold-chain.txt",
    metadata: { department: "pharmacy", year: 2025 },
    content: `Vaccines are stored between 2 and 8 °C. Part number VX-204 is the spare door seal of the refrigerator.

If the temperature leaves this range for more than 30 minutes, the batch is set aside and the manufacturer is asked.
`,
  },
  {
    uri: "fixture:parking.html",
    content:
      "<html><head><title>Parking</title></head><body><h1>Parking</h1><p>Cars park behind the house.</p></body></html>",
  },
  { uri: "fixture:old-notice.txt", content: "The lift is out of order until Friday.\n" },
];

/**
 * Makes the store and compresses its files to a tenth of their size, since most pages of the database are nearly empty.
 */
async function makeStore(store) {
  const lydian = await openLydian({ store, settings: { embedding: { sessions: 1 } } });
  try {
    await lydian.add(documents);
    const content =
      "<html><body><h1>Parking</h1><p>Cars park behind the house, bicycles in the yard 🚲.</p></body></html>";
    await lydian.add([{ uri: "fixture:parking.html", content }], { accessLabels: ["staff"] });
    await lydian.remove("fixture:old-notice.txt");
    console.log(await lydian.status());
  } finally {
    await lydian.close();
  }
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(store)) {
    writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(store, name)), { level: 9 }));
  }
}

const store = mkdtempSync(join(tmpdir(), "lydian-fixture-"));
try {
  await makeStore(store);
  console.log(`${folder}: ${readdirSync(folder).join(", ")}`);
} finally {
  rmSync(store, { recursive: true });
}
