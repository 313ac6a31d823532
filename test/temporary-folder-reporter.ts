import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reporter, Vitest } from "vitest/node";

/** Folder of the user's settings in tests. */
const CONFIG = "config";

/** Names of files that a closed Chromium can leave. */
const foreignFile = /^(?:\.?org\.chromium\.|playwright)/u;

/**
 * Gives a run its own temporary folder, which all processes of the tests use, and removes it at the end. Fails the run
 * and lists what the tests have not removed.
 */
export class TemporaryFolderReporter implements Reporter {
  onInit(vitest: Vitest): void {
    const folder = mkdtempSync(join(tmpdir(), "lydian-run-"));
    // Tests that give up the rights of root still reach their own folders.
    chmodSync(folder, 0o711);
    process.env.TMPDIR = folder;
    // The settings of the person who runs the tests must not change their outcome, nor tests change those settings.
    process.env.XDG_CONFIG_HOME = join(folder, CONFIG);
    vitest.onClose(() => {
      const leftovers = listLeftovers(folder);
      rmSync(folder, { recursive: true, force: true });
      // A filter on the command line skips hooks that remove folders.
      if (leftovers.length === 0 || vitest.config.testNamePattern !== undefined) return;
      console.error(`Tests have not removed ${leftovers.length} temporary files or folders:`);
      for (const leftover of leftovers) console.error(`  ${leftover}`);
      process.exitCode = 1;
    });
  }
}

/** Returns a line for each file and folder, with some of the names in it. */
function listLeftovers(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name !== CONFIG && !foreignFile.test(name));
  return names.map((name) => {
    const path = join(folder, name);
    const content = statSync(path).isDirectory() ? readdirSync(path).slice(0, 5).join(", ") : "a file";
    return `${name} (${content === "" ? "empty" : content})`;
  });
}
