import { Command } from "commander";
import type { ProofReport } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { bytes } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface WriteOptions extends StoreOptions {
  readonly output: string;
  readonly force?: true;
}

export function proofCommand(context: CommandContext): Command {
  return new Command("proof")
    .summary("make or check the proof of a saved answer")
    .description(
      "Makes the proof of a saved answer: one page of HTML that loads nothing and runs nothing. Also checks one.",
    )
    .addCommand(writeCommand(context), { isDefault: true })
    .addCommand(verifyCommand(context));
}

function writeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("write")
      .summary("make the page")
      .description(
        "Writes one page with the question, each sentence with its verdict, the quotes in their surroundings, and all hashes; the default.",
      )
      .argument("<id>", "the id of a saved answer")
      .requiredOption("-o, --output <file>", "the page to make")
      .option("--force", "replace the file, if there is one"),
  )
    .addHelpText("after", "\nExample:\n  lydian proof answer_0mgw3k5v4n1q8t2x7b9d6f0h1j -o pack.html")
    .action(async (id: string, { output, force, ...options }: WriteOptions) => {
      const { signal } = context;
      const page = await withLydian(context, options, (lydian) =>
        lydian.writeProof(id, { file: output, replace: force ?? false, signal }),
      );
      const lines = () => [`${page.file}  ${bytes(page.sizeBytes)}`, `saved answer SHA-256 ${page.answerHash}`];
      print(context, options, { value: page, lines });
    });
}

function verifyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("verify")
      .summary("check a page, offline")
      .description(
        "Checks a page without a store: its hashes, each quote in its surroundings, each sentence, and every byte against the page that its saved answer makes. With --store also against the documents there.",
      )
      .argument("<file>", "the page"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if the page is whole, 3 if it is not.

Examples:
  lydian proof verify pack.html
  lydian proof verify pack.html --store .lydian`,
    )
    .action(async (file: string, options: StoreOptions) => {
      const { signal, terminal } = context;
      const report = await withLydian(context, options, (lydian) =>
        lydian.verifyProof(file, { signal, withStore: options.store !== undefined }),
      );
      print(context, options, { value: report, lines: () => renderReport(report, terminal.out) });
      if (!report.holds) context.setExitCode(exitCodes.notHolding);
    });
}

function renderReport({ file, holds, answerHash, checks }: ProofReport, { colors }: Output): readonly string[] {
  const lines = checks.map(({ name, status, message }) => {
    const told = `${status.padEnd(10)}  ${name.padEnd(9)}  ${message}`;
    return status === "problem" ? colors.red(told) : told;
  });
  const hash = answerHash === undefined ? [] : [`saved answer SHA-256 ${answerHash}`];
  return [...lines, ...hash, `${file} ${holds ? "is whole" : "does not hold"}`];
}
