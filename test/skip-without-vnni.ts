import { relative } from "node:path";
import { beforeEach } from "vitest";
import { thisMachineHasVnni } from "./has-vnni.ts";
import { testsThatNeedVnni } from "./tests-that-need-vnni.ts";

const root = new URL("..", import.meta.url).pathname;

if (!thisMachineHasVnni())
  beforeEach(({ task, skip }) => {
    const file = relative(root, task.file.filepath);
    const isListed = testsThatNeedVnni.some(
      (test) => test.file === file && test.suite === task.suite?.name && test.title === task.name,
    );
    skip(isListed, "this processor lacks VNNI, and the cross-encoder's 8-bit sums are cut off without it");
  });
