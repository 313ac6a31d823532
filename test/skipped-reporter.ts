import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from "vitest/node";

/** Prints every skipped test with its reason at the end of the run, and fails the run if one has no reason. */
export class SkippedReporter implements Reporter {
  #isFiltered = false;

  onInit({ config }: Vitest): void {
    // A filter on the command line skips every other test.
    this.#isFiltered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#isFiltered) return;
    for (const module of modules)
      for (const test of module.children.allTests("skipped")) {
        const reason = reasonOf(test);
        console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${reason ?? "no reason is given"}`);
        if (reason === undefined) process.exitCode = 1;
      }
  }
}

/** Returns why a test was skipped: as its author says, or because the preparation of its tests failed. */
function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  if (result.state === "skipped" && result.note !== undefined) return result.note;
  for (let above: TestSuite | TestModule = test.parent; ; above = above.parent) {
    if (above.errors().length > 0) return "the preparation of its tests failed";
    if (above.type === "module") return undefined;
  }
}
