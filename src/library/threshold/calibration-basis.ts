import type { Calibration, Collection, SearchMode } from "../../core/index.ts";
import { answerSettingsOf, type CallContext, type RerankerUse, rerankSettings } from "../call/call-context.ts";
import { hashText } from "../proof/hash-text.ts";

/** Settings with which a question is asked. */
export interface Circumstances {
  readonly collection: Collection;
  readonly mode: SearchMode;
  readonly reranker: RerankerUse;
}

/** Lists everything that shapes a collection's answers, by name. Opens no model. */
export async function calibrationBasis(
  context: Pick<CallContext, "parts">,
  { collection, mode, reranker }: Circumstances,
): Promise<Calibration["basis"]> {
  const { parts } = context;
  const { language, chunking, search, rerank, answer } = parts.settings;
  const { unsupported } = answerSettingsOf(context, collection.name);
  const { depth, weight } = rerankSettings(context, reranker);
  const reranking = reranker === "none" ? undefined : { "rerank.depth": `${depth}`, "rerank.weight": `${weight}` };
  // Prompts and profile shape the answers only if a language model writes them.
  const prompts = answer.model === "extractive" ? undefined : await parts.prompts();
  const written = prompts && {
    "answer.profile": answer.profile,
    "answer.prompts": shortHash(JSON.stringify([prompts.templates, prompts.profile.hash])),
    "answer.maxOutputTokens": `${answer.maxOutputTokens}`,
    "answer.effort": answer.effort ?? "default",
  };
  return {
    lydian: parts.version(),
    documents: `generation ${collection.generation}`,
    language,
    chunking: shortHash(JSON.stringify(chunking)),
    "embedding.model": parts.embedderName,
    "embedding.space": collection.space?.fingerprint ?? "none",
    "search.mode": mode,
    "search.synonyms": search.synonyms === undefined ? "none" : shortHash(JSON.stringify(search.synonyms)),
    "rerank.model": reranker === "none" ? "off" : rerank.model,
    ...reranking,
    "answer.model": answer.model,
    "answer.budgetTokens": `${answer.budgetTokens}`,
    "answer.maxSentences": `${answer.maxSentences}`,
    "answer.unsupported": unsupported,
    verifier: parts.verifier().id,
    ...written,
  };
}

/** Hashes a text to 12 hexadecimal digits, which are enough to show a change in a line for people. */
function shortHash(text: string): string {
  return hashText(text).slice(0, 12);
}
