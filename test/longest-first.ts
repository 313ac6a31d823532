import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest, longest first. A file that moves or becomes fast only leaves its place in the order. */
const longFiles = [
  "test/integration/guide-commands.test.ts",
  "test/integration/server.test.ts",
  "test/integration/hidden-documents.test.ts",
  "test/page/looks.test.ts",
  "test/integration/foreign-stores.test.ts",
  "test/integration/mcp.test.ts",
  "test/page/map.test.ts",
  "test/e2e/keep.test.ts",
  "test/e2e/quickstart.test.ts",
  "test/integration/profiles.test.ts",
  "test/e2e/cli.test.ts",
  "test/page/ask.test.ts",
  "test/long/tarball.test.ts",
  "test/long/kill-work.test.ts",
  "test/long/soak.test.ts",
  "test/faults/keep.test.ts",
  "test/faults/watch.test.ts",
  "test/faults/damage.test.ts",
  "test/faults/damaged-state.test.ts",
  "test/faults/guard-threads.test.ts",
  "test/integration/guards.test.ts",
  "test/page/source.test.ts",
  "test/page/library.test.ts",
  "test/page/document.test.ts",
  "test/page/many-documents.test.ts",
  "test/integration/quotas.test.ts",
  "test/integration/marked-prompts.test.ts",
  "test/integration/model-answers.test.ts",
  "test/integration/calibration.test.ts",
  "test/integration/export-and-import.test.ts",
  "test/integration/openai.test.ts",
  "test/architecture/cli.test.ts",
  "test/architecture/imports.test.ts",
  "src/guard/matching/personal-data/hostile-texts.test.ts",
  "src/engine/formats/pdf/pictures.test.ts",
  "src/engine/formats/pdf/rendered-boxes.test.ts",
  "src/adapters/onnx/open-onnx-embedder.test.ts",
  "src/adapters/model-files/download-file.test.ts",
  "src/adapters/file-watcher/create-file-watcher.test.ts",
  "src/engine/verify/changed-facts.test.ts",
  "src/engine/search/search-in-scope.test.ts",
  "src/engine/text/sign-text.test.ts",
];

/** Starts the long files of a group first, so that none of them runs alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const places = new Map(sorted.map((file, index) => [file, this.#placeOf(file, index)]));
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return sorted.sort((a, b) => groupOf(a) - groupOf(b) || (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }

  /** Long files come before all others, which stay in the order of the base class. */
  #placeOf({ moduleId }: TestSpecification, index: number): number {
    const place = longFiles.indexOf(relative(this.ctx.config.root, moduleId));
    return place === -1 ? longFiles.length + index : place;
  }
}
