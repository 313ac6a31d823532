import { resolve } from "node:path";
import { everything } from "../../core/index.ts";
import { type CallContext, requireStore, signalOf } from "../call-context.ts";
import { readWholeFile } from "../read-whole-file.ts";
import { writeWholeFile } from "../write-whole-file.ts";
import { checkAnswer } from "./check-answer.ts";
import { makeEvidence } from "./make-evidence.ts";
import type {
  EvidenceCheck,
  EvidenceFile,
  EvidenceOptions,
  EvidencePage,
  EvidenceReport,
  RecordOptions,
  VerifyEvidenceOptions,
} from "./recording.ts";
import { savedAnswer } from "./saved-answers.ts";
import { type CheckedEvidence, verifyEvidence as verify } from "./verify-evidence.ts";

/** A page has the text around the quotes of one answer. */
const MOST_BYTES = 50_000_000;

/** See `Lydian.evidence`. */
export async function evidence(context: CallContext, id: string, options: RecordOptions): Promise<EvidencePage> {
  return makeEvidence(await savedAnswer(context, id, options));
}

/** See `Lydian.writeEvidence`. */
export async function writeEvidence(
  context: CallContext,
  id: string,
  { file, replace = false, ...options }: EvidenceOptions,
): Promise<EvidenceFile> {
  const { html, recordHash } = await evidence(context, id, options);
  const bytes = Buffer.from(html);
  await writeWholeFile(context.parts, { file, bytes, replace });
  return { file: resolve(file), sizeBytes: bytes.length, recordHash };
}

/** See `Lydian.verifyEvidence`. */
export async function verifyEvidence(
  context: CallContext,
  file: string,
  options: VerifyEvidenceOptions,
): Promise<EvidenceReport> {
  const signal = signalOf(options);
  const bytes = await readWholeFile(context.parts, file, MOST_BYTES);
  const { record, ...checked } = await verify(bytes, context.parts.verifier(), signal);
  const own = checked.checks.some(({ status }) => status === "problem");
  const compared =
    options.withStore === true && record !== undefined ? await compareWithStore(context, record, options) : [];
  const checks = [...checked.checks, ...compared];
  return { file: resolve(file), ...checked, checks, holds: !own && checks.every(({ status }) => status !== "problem") };
}

/** Whether the documents of the store still say it. */
async function compareWithStore(
  context: CallContext,
  record: NonNullable<CheckedEvidence["record"]>,
  options: VerifyEvidenceOptions,
): Promise<readonly EvidenceCheck[]> {
  const { parts } = context;
  const signal = signalOf(options);
  const { collection } = record.answer;
  const { store } = await requireStore(context, collection);
  const readDocument = (document: string) =>
    store.readDocument({ collection, scope: options.scope ?? everything, document }, signal);
  const services = { readDocument, verifier: parts.verifier(), calculator: await parts.calculator() };
  const { claims } = await checkAnswer(services, record, signal);
  const failing = claims.flatMap(({ holds, why }, index) => (holds ? [] : [`Sentence ${index + 1}: ${why}`]));
  const changed = claims.flatMap(({ citations }) => citations).filter(({ document }) => document !== "same").length;
  const versions = changed === 0 ? "in the versions that were cited" : `${changed} citations in other versions`;
  return [
    failing.length === 0
      ? { name: "documents", status: "ok", message: `The store's documents still say it, ${versions}.` }
      : { name: "documents", status: "problem", message: failing.join(" ") },
  ];
}
