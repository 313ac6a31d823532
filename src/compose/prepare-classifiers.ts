import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Configuration } from "../config/index.ts";
import type { TextClassifier } from "../core/index.ts";
import type { ClassifierSource } from "../guard/index.ts";

/** Text classifiers of a policy. They must be closed. */
interface PreparedClassifiers extends ClassifierSource {
  close(): Promise<void>;
}

/** Prepares the classifiers that a policy names. A relative folder starts from the folder of the policy's file. */
export function prepareClassifiers({
  guardPolicy: { policy },
}: Pick<Configuration, "guardPolicy">): PreparedClassifiers {
  const base = typeof policy === "string" ? "" : dirname(policy.path);
  const pathOf = (folder: string) =>
    folder.startsWith("~/") ? join(homedir(), folder.slice(2)) : resolve(base, folder);
  const opened = new Map<string, Promise<TextClassifier>>();
  return {
    describe: async (folder) => {
      const { describeOnnxClassifier } = await import("../adapters/onnx/index.ts");
      return describeOnnxClassifier(pathOf(folder));
    },
    open: (folder) => {
      const path = pathOf(folder);
      const opening = opened.get(path) ?? openClassifier(path);
      opened.set(path, opening);
      // A failed attempt is repeated by the next text.
      opening.catch(() => opened.delete(path));
      return opening;
    },
    close: async () => {
      const outcomes = await Promise.allSettled(opened.values());
      for (const outcome of outcomes) if (outcome.status === "fulfilled") await outcome.value.close();
    },
  };
}

async function openClassifier(folder: string): Promise<TextClassifier> {
  const { openOnnxClassifier } = await import("../adapters/onnx/index.ts");
  return openOnnxClassifier({ folder });
}
