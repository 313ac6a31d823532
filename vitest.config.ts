import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";
import { SkippedReporter } from "./test/skipped-reporter.ts";
import { TemporaryFolderReporter } from "./test/temporary-folder-reporter.ts";

/** File for the outcome of all tests as JSON, for the scripts that count them. */
const report = process.env.LYDIAN_TEST_REPORT;

/**
 * Unit tests that run a model, OCR, a renderer or child processes, wait for the operating system, send many large bodies, or
 * read very long texts.
 */
const slowUnitTests = [
  "src/adapters/{file-watcher,loader-process,onnx,tesseract}/**/*.test.ts",
  "src/apps/http/oversized-bodies.test.ts",
  "src/engine/formats/image/*.test.ts",
  "src/**/hostile-{texts,queries,questions}.test.ts",
  "src/engine/formats/pdf/{pictures,rendered-boxes}.test.ts",
  "src/{engine/formats,engine/text,guard/normalise}/long-runs.test.ts",
];

/** Tests that only compute: one process for each core, and no new one for each file. */
const computing = { maxWorkers: 2, isolate: false, sequence: { groupOrder: 0 } };

/**
 * Tests that mostly wait for servers, browsers and child processes, and use the built package as a user does. Node itself
 * imports that package, since Vitest would transform each of its files.
 */
const waiting = {
  maxWorkers: 3,
  server: { deps: { external: [/\/dist\//] } },
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    setupFiles: ["test/seed-properties.ts", "test/skip-without-vnni.ts"],
    // A test waits for what must happen, not for a busy machine to be fast.
    expect: { poll: { timeout: 20_000 } },
    sequence: { sequencer: LongestFirst },
    reporters: [
      "default",
      new SkippedReporter(),
      new TemporaryFolderReporter(),
      ...(report === undefined ? [] : [["json", { outputFile: report }] as [string, object]]),
    ],
    projects: [
      {
        extends: true,
        test: {
          ...computing,
          name: "unit",
          include: ["src/**/*.test.ts", "web/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: slowUnitTests,
          testTimeout: 30_000,
        },
      },
      { extends: true, test: { ...computing, name: "unit-slow", include: slowUnitTests, testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          ...computing,
          name: "architecture",
          include: ["test/architecture/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...waiting,
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["test/build-handbook.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...waiting,
          name: "page",
          include: ["test/page/**/*.test.ts"],
          globalSetup: ["test/build-handbook.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...waiting,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          ...waiting,
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
