import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Hashes of the documents' contents by URI; undefined for a document that must not exist. */
export type Contents = ReadonlyMap<string, string | undefined>;

export interface Work {
  /** File or folder that the program works on. */
  readonly given: string;
  /** Contents of the changed documents once the work is complete. */
  readonly target: Contents;
}

const words = ["ward", "dose", "fever", "nurse", "clinic", "aspirin", "stroke", "visit", "record", "hours", "consent"];

export const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex");

/** Returns one to five paragraphs of a document, which differ in each step. */
function textOf(name: string, step: number): string {
  const sentence = (number: number) => {
    const at = (offset: number) => words[(step * 7 + number * 5 + offset) % words.length];
    return `In step ${step}, sentence ${number}, the ${at(0)} asks the ${at(3)} for the ${at(5)} of ${name}.`;
  };
  const paragraph = (number: number) => [0, 1, 2].map((line) => sentence(number * 3 + line)).join(" ");
  return Array.from({ length: 1 + (step % 5) }, (_, number) => paragraph(number)).join("\n\n");
}

/** Range of memos to make: `count` of them from number `first` on, as they read in a step. */
export interface MemoRange {
  readonly scheme: string;
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

export function makeMemos(memos: MemoRange) {
  const { scheme, first, count, step } = memos;
  return Array.from({ length: count }, (_, index) => {
    const uri = `${scheme}:${(first + index) % 60}`;
    return { uri, content: textOf(uri, step + index) };
  });
}

/** Writes, changes and removes some files of a folder, and returns the result. */
export function changeFiles(folder: string, round: number, random: () => number): Contents {
  const contents = new Map<string, string | undefined>();
  for (let number = 0; number < 30; number += 1) {
    const path = join(folder, `f${number}.txt`);
    const { href } = pathToFileURL(path);
    const chance = random();
    if (chance < 0.5) writeFileSync(path, textOf(`f${number}`, round + number));
    else if (chance < 0.65 && number > 0) rmSync(path, { force: true });
    contents.set(href, existsSync(path) ? hashOf(readFileSync(path, "utf8")) : undefined);
  }
  if (readdirSync(folder).length === 0) throw new Error("The folder is empty. A sync would treat it as missing.");
  return contents;
}
