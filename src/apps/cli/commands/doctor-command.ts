import { Command } from "commander";
import { type DoctorReport, findMax } from "../../../core/index.ts";
import type { RepairReport, StateRepairReport } from "../../../library/index.ts";
import { oneLine } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { wrapText } from "../render/wrap-text.ts";
import { addStoreOptions, print, type StoreOptions, toOpenOptions } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface Options extends StoreOptions {
  readonly repair?: true;
}

export function doctorCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("doctor")
      .summary("find problems, and repair a damaged store")
      .description(
        "Checks Node.js, the embedding model, SQLite, the disk and the store, including all of its blocks and documents. Each problem is shown with its fix.",
      )
      .option(
        "--repair",
        "rebuild a damaged store from everything that can be read; the damaged file is kept beside it, and losses are listed",
      ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 1 if there is a problem; with --repair, 4 if documents are lost or incomplete.

Examples:
  lydian doctor
  lydian doctor --store ./.lydian --json
  lydian doctor --repair`,
    )
    .action((options: Options) => (options.repair ? repair(context, options) : doctor(context, options)));
}

async function doctor(context: CommandContext, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const report = await context.runDoctor({ ...toOpenOptions(options), signal });
  print(context, options, { value: report, lines: () => renderReport(report, terminal.out) });
  if (report.checks.some((check) => check.status === "problem")) context.setExitCode(exitCodes.failure);
}

function renderReport({ checks }: DoctorReport, { colors, columns }: Output): readonly string[] {
  const width = findMax(checks.map(({ name }) => name.length));
  return checks.flatMap(({ name, status, message, details = [], hint }) => [
    `${status === "ok" ? colors.green("ok     ") : colors.red("problem")}  ${name.padEnd(width)}  ${oneLine(message)}`,
    ...details.map((detail) => wrapText(oneLine(detail), columns, "         ")),
    ...(hint === undefined ? [] : [wrapText(`hint: ${oneLine(hint)}`, columns, "         ")]),
  ]);
}

/** Number of documents between two progress lines. */
const PROGRESS_STEP = 1_024;

async function repair(context: CommandContext, options: Options): Promise<void> {
  const { terminal, signal } = context;
  let reported = 0;
  terminal.err.line("checking the store, and repairing it if it is damaged …");
  const onProgress = (documents: number) => {
    if (documents - reported < PROGRESS_STEP) return;
    reported = documents;
    terminal.err.line(`${count(documents, "document")} recovered …`);
  };
  const report = await context.repairStore({ ...toOpenOptions(options), signal, onProgress });
  const state = await context.repairState(toOpenOptions(options));
  print(context, options, {
    value: { ...(report ?? { damaged: false }), state },
    lines: () => [
      ...(report === undefined && state !== undefined ? [] : renderRepair(report)),
      ...renderStateRepair(state),
    ],
  });
  const isStoreWhole =
    report === undefined || report.incomplete.length + report.lost.length + report.unreadablePlaces === 0;
  const isStateWhole = state === undefined || state.tables.every((table) => table.lost + table.unreadablePlaces === 0);
  if (!isStoreWhole || !isStateWhole) context.setExitCode(exitCodes.someFailed);
}

function renderRepair(report: RepairReport | undefined): readonly string[] {
  if (report === undefined) return ["The store is not damaged. Nothing was changed."];
  const { documents, withVectors, incomplete, lost, unreadablePlaces } = report;
  const without = documents - withVectors;
  return [
    `recovered   ${count(documents, "document")}, ${withVectors} with their vectors`,
    ...incomplete.map(({ uri, lost: parts }) => `incomplete  ${oneLine(uri)}  without ${parts.join(", ")}`),
    ...lost.map(({ uri }) => `lost        ${oneLine(uri)}`),
    ...(unreadablePlaces === 0 ? [] : [`unreadable  ${count(unreadablePlaces, "place")} of the file`]),
    `kept        ${report.damagedFile}, unchanged`,
    ...(incomplete.length + lost.length + unreadablePlaces === 0
      ? []
      : ["Add the files of lost or incomplete documents again, or run `lydian sync`."]),
    ...(without === 0 ? [] : ["Run `lydian embed` to compute the missing vectors."]),
  ];
}

/** Names of the tables of `state.db` for people. */
const contents: Readonly<Record<string, string>> = {
  answers: "saved answer",
  calibrations: "calibration",
  conversations: "conversation",
  turns: "question of a conversation",
  keys: "key",
  jobs: "job",
  feedback: "rating",
  watches: "watched folder",
  reviews: "answer for review",
  guard_examples: "guard example",
};

function renderStateRepair(report: StateRepairReport | undefined): readonly string[] {
  if (report === undefined) return [];
  const { damagedFile, tables } = report;
  const places = tables.reduce((sum, { unreadablePlaces }) => sum + unreadablePlaces, 0);
  return [
    ...tables.flatMap(({ table, saved, lost }) => {
      const name = contents[table];
      if (name === undefined || saved + lost === 0) return [];
      return [`recovered   ${counted(saved, name)}${lost === 0 ? "" : `; ${lost} lost`}`];
    }),
    ...(tables.every(({ saved }) => saved === 0) ? ["recovered   nothing of state.db; a new one is empty"] : []),
    ...(places === 0 ? [] : [`unreadable  ${count(places, "place")} of state.db`]),
    `kept        ${damagedFile}`,
  ];
}

function counted(number: number, name: string): string {
  const [first = "", ...rest] = name.split(" of ");
  return [count(number, first), ...rest].join(" of ");
}
