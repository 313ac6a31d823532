import { Command } from "commander";
import type { ProofReport } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { bytes } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function proofCommand(context: CommandContext): Command {
  return new Command("proof")
    .summary("write or check the proof of a saved answer")
    .description("Writes and checks the proof of a saved answer: one HTML page that loads nothing and runs nothing.")
    .addCommand(writeCommand(context), { isDefault: true })
    .addCommand(verifyCommand(context));
}

function writeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("write")
      .summary("write the proof of a saved answer")
      .description(
        "Writes one page with the question, each sentence with its verdict, the quotes in their context, and all hashes. This is the default.",
      )
      .argument("<id>", "id of the saved answer")
      .requiredOption("-o, --output <file>", "file to create")
      .option("--force", "replace an existing file"),
  )
    .addHelpText("after", "\nExample:\n  lydian proof answer_0mgw3k5v4n1q8t2x7b9d6f0h1j -o proof.html")
    .action(
      async (
        id: string,
        { output, force, ...options }: StoreOptions & { readonly output: string; readonly force?: true },
      ) => {
        const { signal } = context;
        const page = await withLydian(context, options, (lydian) =>
          lydian.writeProof(id, { file: output, replace: force ?? false, signal }),
        );
        const lines = () => [`${page.file}  ${bytes(page.sizeBytes)}`, `saved answer SHA-256 ${page.answerHash}`];
        print(context, options, { value: page, lines });
      },
    );
}

function verifyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("verify")
      .summary("check a proof offline")
      .description(
        "Checks a proof without a store: its hashes, each quote in its context, each sentence, and whether every byte matches the page that its saved answer produces. With --store, also compares it with the documents there.",
      )
      .argument("<file>", "file of the proof"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if the proof holds, 3 if it does not.

Examples:
  lydian proof verify proof.html
  lydian proof verify proof.html --store .lydian`,
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

/** Words for the outcome of each check. */
const statuses: Readonly<Record<ProofReport["checks"][number]["status"], string>> = {
  ok: "ok",
  problem: "problem",
  unmeasured: "not checked",
};

function renderReport({ file, holds, answerHash, checks }: ProofReport, { colors }: Output): readonly string[] {
  const lines = checks.map(({ name, status, message }) => {
    const line = `${statuses[status].padEnd(11)}  ${name.padEnd(9)}  ${message}`;
    return status === "problem" ? colors.red(line) : line;
  });
  const hash = answerHash === undefined ? [] : [`saved answer SHA-256 ${answerHash}`];
  return [...lines, ...hash, `${file} ${holds ? "holds" : "does not hold"}`];
}
