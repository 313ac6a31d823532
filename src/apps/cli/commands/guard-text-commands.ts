import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import {
  errorCodeOf,
  FileExistsError,
  FileUnwritableError,
  GUARD_STAGES,
  type GuardStage,
  mayPass,
  type TextCheck,
} from "../../../core/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { readTextFile } from "../read-text-file.ts";
import { count } from "../render/render-counts.ts";
import { renderTextCheck } from "../render/render-text-check.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly stage: GuardStage;
  readonly output?: string;
  readonly force?: true;
}

export function guardCheckCommand(context: CommandContext): Command {
  return addTextOptions(
    new Command("check")
      .summary("check a text with the guards of a stage")
      .description(
        "Checks a text file by the guards that the policy sets for a stage, and prints each verdict with its places as line:column.",
      ),
    "input",
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if every guard passes the text; 3 if one does not, could not check it, or none is set for the stage.

Examples:
  lydian guard check question.txt
  lydian guard check --stage output --policy guards.yaml reply.txt --json
  git diff | lydian guard check --stage output --policy guards.yaml -`,
    )
    .action(async (file: string, options: Options) => {
      const { text, check } = await checkFile(context, file, options);
      print(context, options, { value: check, lines: () => renderTextCheck(text, check, context.terminal.out) });
      if (check.verdict !== "pass") context.setExitCode(exitCodes.notHolding);
    });
}

export function guardRedactCommand(context: CommandContext): Command {
  return addTextOptions(
    new Command("redact")
      .summary("replace what the guards find in a text")
      .description(
        "Writes a text in which each place that the policy redacts is replaced by its type, such as [CREDIT_CARD]. The counts go to standard error. The default policy redacts numbers of cards, accounts and social security at the stage memory-write.",
      )
      .option("-o, --output <file>", "write to this new file instead of standard output")
      .option("--force", "replace the file of --output if it exists"),
    "memory-write",
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if the text was written; 3 if a guard stops it or could not check it, so that nothing is written.

Examples:
  lydian guard redact letter.txt
  lydian guard redact --policy guards.yaml --stage output letter.txt -o letter.redacted.txt
  pbpaste | lydian guard redact -`,
    )
    .action((file: string, options: Options) => redactFile(context, file, options));
}

function addTextOptions(command: Command, stage: GuardStage): Command {
  return addStoreOptions(
    command
      .argument("<file>", "text file in UTF-8; - for standard input")
      .addOption(new Option("--stage <stage>", "stage whose guards are asked").choices(GUARD_STAGES).default(stage))
      .option("--policy <policy>", "file or name of a policy (default: the setting guard.policy)"),
  );
}

interface CheckedFile {
  readonly text: string;
  readonly check: TextCheck;
}

async function checkFile(context: CommandContext, file: string, options: Options): Promise<CheckedFile> {
  const text = await readTextFile(context, file);
  const { stage } = options;
  const { signal } = context;
  return { text, check: await withLydian(context, options, (lydian) => lydian.checkText(text, { stage, signal })) };
}

async function redactFile(context: CommandContext, file: string, options: Options): Promise<void> {
  const { terminal, setExitCode } = context;
  const { text, check } = await checkFile(context, file, options);
  const isWritten = check.verdict !== "unmeasured" && mayPass(check);
  if (options.json) print(context, options, { value: check, lines: () => [] });
  if (!isWritten) {
    for (const line of renderTextCheck(text, check, terminal.err)) terminal.err.line(line);
    terminal.err.line("Nothing was written.");
    setExitCode(exitCodes.notHolding);
    return;
  }
  if (options.output !== undefined) await write(options.output, check.text, options.force === true);
  else if (!options.json) writeText(context, check.text);
  terminal.err.line(countPlaces(check));
}

/** Writes a text as it is. A terminal gets no control characters. */
function writeText({ terminal }: CommandContext, text: string): void {
  if (terminal.out.isTerminal) terminal.out.line(text);
  else terminal.bytes.output.write(text);
}

function countPlaces({ verdicts }: TextCheck): string {
  const counts = new Map<string, number>();
  for (const { action, spans } of verdicts) {
    if (action !== "redact") continue;
    for (const { type } of spans) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  if (counts.size === 0) return "Nothing was redacted.";
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const kinds = [...counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([type, each]) => `${each} ${type}`);
  return `${count(total, "place")} redacted: ${kinds.join(", ")}`;
}

async function write(file: string, text: string, force: boolean): Promise<void> {
  try {
    // A redacted text may still be private, so only its owner may read it.
    await writeFile(file, text, { mode: 0o600, flag: force ? "w" : "wx" });
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === "EEXIST")
      throw new FileExistsError(`${file} exists already.`, { hint: "Use `--force` to replace it." });
    throw new FileUnwritableError(`${file} cannot be written (${code || "unknown"}).`, { cause: error });
  }
}
