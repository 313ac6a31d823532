import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { DataMissingError, InvalidDataError } from "../../core/index.ts";

/** A line of a data file. */
export interface DataLine {
  readonly text: string;
  /** Line number, from 1. */
  readonly number: number;
  /** Makes an error that points at the line. @param problem  the rest of a sentence: "names no query" */
  fail(problem: string): InvalidDataError;
}

/**
 * Reads the lines of a UTF-8 file that are not blank.
 *
 * @throws {DataMissingError} if there is no such file
 */
export async function* readLines(path: string, signal: AbortSignal): AsyncGenerator<DataLine> {
  await checkExists(path);
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path, { encoding: "utf8", signal }) })) {
    number++;
    const at = number;
    const fail = (problem: string) => new InvalidDataError(`Line ${at} of ${basename(path)} ${problem}.`);
    if (text.trim() !== "") yield { text, number, fail };
  }
}

async function checkExists(path: string): Promise<void> {
  try {
    await access(path);
  } catch (cause) {
    throw new DataMissingError(`There is no readable file ${path}.`, {
      hint: "A data set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv; `--corpus` names another folder for the corpus. A run is a file.",
      cause,
    });
  }
}
