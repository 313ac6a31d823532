import { basename } from "node:path";
import type { Configuration } from "../config/index.ts";
import { defined, type Embedder, fallbackLanguage, LydianError, redactUser } from "../core/index.ts";
import { createVerifier, type VerifierServices } from "../engine/verify/index.ts";
import type { LydianParts } from "../library/index.ts";
import { once } from "./once.ts";
import { openJudgeModel } from "./prepare-models.ts";
import { readPrompt } from "./read-prompts.ts";

interface Parts extends Pick<LydianParts, "analyzer" | "splitSentences" | "ids" | "embedder"> {}

/** Prepares verifiers, one for each answer. They share models, which the first sentence that needs them opens. */
export function prepareVerifier(configuration: Configuration, parts: Parts) {
  const { settings, verifyingModels } = configuration;
  const { entailment: folder, judge } = verifyingModels;
  const entailment = folder === undefined ? undefined : once(() => openEntailment(folder));
  const judging = judge === undefined ? undefined : once(() => openJudgeModel(configuration, judge));
  const services = defined({
    analyze: (text: string) => parts.analyzer.analyze(text, fallbackLanguage(settings.language)),
    splitSentences: parts.splitSentences,
    embedder: () => unlessUnavailable(parts.embedder),
    entailment:
      folder === undefined || entailment === undefined ? undefined : { name: basename(folder), open: entailment },
  }) satisfies VerifierServices;
  const verifier: LydianParts["verifier"] = (count = (generator) => generator) => {
    if (judging === undefined) return createVerifier(services);
    return createVerifier({ ...services, judge: describeJudge(settings, parts, async () => count(await judging())) });
  };
  return {
    verifier,
    close: async () => {
      await (await entailment?.opened())?.close();
      await (await judging?.opened())?.close();
    },
  };
}

function describeJudge(
  { verify }: Configuration["settings"],
  { ids }: Parts,
  open: () => ReturnType<typeof openJudgeModel>,
): NonNullable<VerifierServices["judge"]> {
  return {
    name: redactUser(verify.judge ?? ""),
    calls: verify.judgeCalls,
    outputTokens: verify.judgeTokens,
    open: async () => ({ generator: await open(), instructions: await readPrompt("judge") }),
    nextFence: () => ids.next("fence"),
  };
}

async function openEntailment(folder: string) {
  const { openOnnxEntailment } = await import("../adapters/onnx/index.ts");
  return openOnnxEntailment({ folder });
}

/** Opens the embedder, if possible. Without it, sentences are judged by their words. */
function unlessUnavailable(open: () => Promise<Embedder>): Promise<Embedder | undefined> {
  return open().catch((error: unknown) => {
    if (!(error instanceof LydianError)) throw error;
    return undefined;
  });
}
