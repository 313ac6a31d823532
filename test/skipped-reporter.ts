import type { Reporter, TestModule, Vitest } from "vitest/node";

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
        const result = test.result();
        const reason = result.state === "skipped" ? result.note : undefined;
        console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${reason ?? "no reason is given"}`);
        if (reason === undefined) process.exitCode = 1;
      }
  }
}
