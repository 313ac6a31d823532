import { Command } from "commander";
import type { EvidenceReport } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { bytes } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface WriteOptions extends StoreOptions {
  readonly output: string;
  readonly force?: true;
}

export function evidenceCommand(context: CommandContext): Command {
  return new Command("evidence")
    .summary("make or check the evidence page of a saved answer")
    .description("The proof of a saved answer as one page of HTML, which loads nothing and runs nothing.")
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
    .addHelpText("after", "\nExample:\n  lydian evidence answer_0mgw3k5v4n1q8t2x7b9d6f0h1j -o pack.html")
    .action(async (id: string, { output, force, ...options }: WriteOptions) => {
      const { signal } = context;
      const page = await withLydian(context, options, (lydian) =>
        lydian.writeEvidence(id, { file: output, replace: force ?? false, signal }),
      );
      const lines = () => [`${page.file}  ${bytes(page.sizeBytes)}`, `record SHA-256 ${page.recordHash}`];
      print(context, options, { value: page, lines });
    });
}

function verifyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("verify")
      .summary("check a page, offline")
      .description(
        "Checks a page without a store: its hashes, each quote in its surroundings, each sentence, and every byte against the page that its record makes. With --store also against the documents there.",
      )
      .argument("<file>", "the page"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if the page is whole, 3 if it is not.

Examples:
  lydian evidence verify pack.html
  lydian evidence verify pack.html --store .lydian`,
    )
    .action(async (file: string, options: StoreOptions) => {
      const { signal, terminal } = context;
      const report = await withLydian(context, options, (lydian) =>
        lydian.verifyEvidence(file, { signal, withStore: options.store !== undefined }),
      );
      print(context, options, { value: report, lines: () => renderReport(report, terminal.out) });
      if (!report.holds) context.setExitCode(exitCodes.notHolding);
    });
}

function renderReport({ file, holds, recordHash, checks }: EvidenceReport, { colors }: Output): readonly string[] {
  const lines = checks.map(({ name, status, message }) => {
    const told = `${status.padEnd(10)}  ${name.padEnd(9)}  ${message}`;
    return status === "problem" ? colors.red(told) : told;
  });
  const hash = recordHash === undefined ? [] : [`record SHA-256 ${recordHash}`];
  return [...lines, ...hash, `${file} ${holds ? "is whole" : "does not hold"}`];
}
