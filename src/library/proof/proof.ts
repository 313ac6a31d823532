import { resolve } from "node:path";
import { everything, type SavedAnswer } from "../../core/index.ts";
import { type CallContext, requireStore, signalOf } from "../call/call-context.ts";
import { readWholeFile } from "../parts/read-whole-file.ts";
import { writeWholeFile } from "../parts/write-whole-file.ts";
import { checkAnswer } from "./check-answer.ts";
import type { ProofPage } from "./make-proof.ts";
import { makeProof } from "./make-proof.ts";
import type { SavedAnswerOptions } from "./saved-answers.ts";
import { savedAnswer } from "./saved-answers.ts";
import type { ProofCheck, ProofReport } from "./verify-proof.ts";
import { verifyProof as verify } from "./verify-proof.ts";

export interface WriteProofOptions extends SavedAnswerOptions {
  /** Path of the page. */
  readonly file: string;
  /** Whether the page may replace another file. Default: false. */
  readonly replace?: boolean;
}

export interface ProofFile {
  /** Absolute path of the page. */
  readonly file: string;
  readonly sizeBytes: number;
  /** SHA-256 of the saved answer in the page, 64 hexadecimal digits. It identifies the proof. */
  readonly answerHash: string;
}

export interface VerifyProofOptions extends SavedAnswerOptions {
  /** Whether the page is also compared with the documents of the store. Default: false, which opens no store. */
  readonly withStore?: boolean;
}

/** Maximum size of a page in bytes. A page contains the text around the quotes of one answer. */
const MAX_BYTES = 50_000_000;

export async function proof(context: CallContext, id: string, options: SavedAnswerOptions = {}): Promise<ProofPage> {
  return makeProof(await savedAnswer(context, id, options));
}

export async function writeProof(
  context: CallContext,
  id: string,
  { file, replace = false, ...options }: WriteProofOptions,
): Promise<ProofFile> {
  const { html, answerHash } = await proof(context, id, options);
  const bytes = Buffer.from(html);
  await writeWholeFile(context.parts, { file, bytes, replace });
  return { file: resolve(file), sizeBytes: bytes.length, answerHash };
}

export async function verifyProof(
  context: CallContext,
  file: string,
  options: VerifyProofOptions = {},
): Promise<ProofReport> {
  const signal = signalOf(options);
  const bytes = await readWholeFile(context.parts, file, MAX_BYTES);
  const { saved, ...checked } = await verify(bytes, context.parts.verifier(), signal);
  const own = checked.checks.some(({ status }) => status === "problem");
  const compared =
    options.withStore === true && saved !== undefined ? await compareWithStore(context, saved, options) : [];
  const checks = [...checked.checks, ...compared];
  return { file: resolve(file), ...checked, checks, holds: !own && checks.every(({ status }) => status !== "problem") };
}

/** Checks whether the documents of the store still support each sentence. */
async function compareWithStore(
  context: CallContext,
  saved: SavedAnswer,
  options: VerifyProofOptions,
): Promise<readonly ProofCheck[]> {
  const { parts } = context;
  const signal = signalOf(options);
  const { collection } = saved.answer;
  const { store } = await requireStore(context, collection);
  const readDocument = (document: string) =>
    store.readDocument({ collection, scope: options.scope ?? everything, document }, signal);
  const services = { readDocument, verifier: parts.verifier() };
  const { claims } = await checkAnswer(services, saved, signal);
  const failing = claims.flatMap(({ holds, why }, index) => (holds ? [] : [`Sentence ${index + 1}: ${why}`]));
  const changed = claims.flatMap(({ citations }) => citations).filter(({ document }) => document !== "same").length;
  const versions = changed === 0 ? "in the versions that were cited" : `${changed} citations in other versions`;
  return [
    failing.length === 0
      ? { name: "documents", status: "ok", message: `The store's documents still support every sentence, ${versions}.` }
      : { name: "documents", status: "problem", message: failing.join(" ") },
  ];
}
