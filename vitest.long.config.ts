import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";
import { SkippedReporter } from "./test/skipped-reporter.ts";
import { TemporaryFolderReporter } from "./test/temporary-folder-reporter.ts";

const report = process.env.LYDIAN_TEST_REPORT;
/** Fault tests with a loop, which `npm test` runs in a short form. */
const loops = [
  "backup",
  "damage",
  "keep",
  "kill",
  "many-processes",
  "mutated-files",
  "random-bodies",
  "random-calls",
  "random-queries",
  "slow-readers",
  "watch",
];

// `npm run test:long`
export default defineConfig({
  test: {
    name: "long",
    include: [
      "test/long/**/*.test.ts",
      ...loops.map((name) => `test/faults/${name}.test.ts`),
      // `npm test` checks the wide and the narrow page in the light theme, and a library of fewer documents.
      "test/page/{looks,many-documents}.test.ts",
    ],
    env: { LYDIAN_TEST_LONG: "1" },
    globalSetup: ["test/build-handbook.ts"],
    setupFiles: ["test/seed-properties.ts", "test/skip-without-vnni.ts"],
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: [
      "default",
      new SkippedReporter(),
      new TemporaryFolderReporter(),
      ...(report === undefined ? [] : [["json", { outputFile: report }] as [string, object]]),
    ],
  },
});
