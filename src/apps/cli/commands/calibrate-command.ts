import { Command } from "commander";
import { type CalibrationReport, defined, InvalidArgumentError } from "../../../core/index.ts";
import type { CalibrateOptions, Lydian } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderCalibration } from "../render/render-calibration.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly maxWrongRate?: number;
  readonly certainty?: number;
  readonly generate?: number;
  readonly svg?: string;
  readonly replace?: true;
  readonly show?: true;
  readonly forget?: true;
}

export function calibrateCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("calibrate")
      .summary("choose the answer threshold from your own questions")
      .description(
        "Answers questions whose answers you know, and chooses the confidence threshold of the collection so that at most --max-wrong-rate of the shown answers are wrong. An answer is wrong if it contains none of the accepted answers, or if its question has none. Without a file, the questions of the previous calibration are asked again.",
      )
      .argument(
        "[questions]",
        'file with one line {"question": "…", "answers": ["…"]} per question; [] if the documents do not answer it',
      )
      .option(
        "--max-wrong-rate <share>",
        "maximum share of wrong answers (default: the setting answer.maxWrongRate, else 0.05)",
        toNumber,
      )
      .option("--certainty <share>", "certainty that the maximum holds for similar questions (default: 0.9)", toNumber)
      .option(
        "--generate <number>",
        "also make this many questions from the documents; users ask harder ones",
        toNumber,
      )
      .option("--svg <file>", "also write the curve of wrong answers against answered questions as a picture")
      .option("--replace", "replace an existing picture")
      .option("--show", "show the active calibration without asking anything")
      .option("--forget", "return to the default threshold and erase the questions"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian calibrate questions.jsonl
  lydian calibrate questions.jsonl --max-wrong-rate 0.1 --svg curve.svg
  lydian calibrate --generate 200
  lydian sync && lydian calibrate
  lydian calibrate --show --json | jq .chosen.threshold`,
    )
    .action((questions: string | undefined, options: Options) => run(context, questions, options));
}

async function run(context: CommandContext, questions: string | undefined, options: Options): Promise<void> {
  const { terminal, signal } = context;
  if (options.forget === true) return forget(context, options);
  const { maxWrongRate, certainty, generate, svg, replace } = options;
  const call: CalibrateOptions = defined({ signal, maxWrongRate, certainty, generate, svgFile: svg, replace });
  const report = await withLydian(context, options, (lydian) =>
    options.show === true ? show(lydian, call) : calibrate(context, lydian, questions, call),
  );
  print(context, options, { value: report, lines: () => renderCalibration(report, terminal.out) });
}

async function calibrate(
  context: CommandContext,
  lydian: Lydian,
  questions: string | undefined,
  call: CalibrateOptions,
): Promise<CalibrationReport> {
  const { listener, stop } = await showSteps(context);
  lydian.on(listener);
  try {
    return await lydian.calibrate(questions, call);
  } finally {
    stop();
  }
}

async function show(lydian: Lydian, call: CalibrateOptions): Promise<CalibrationReport> {
  const report = await lydian.calibration(call);
  if (report !== undefined) return report;
  throw new InvalidArgumentError("The collection has no calibration.", {
    hint: "Run `lydian calibrate QUESTIONS.jsonl`, or `lydian calibrate --generate 200`.",
  });
}

async function forget(context: CommandContext, options: Options): Promise<void> {
  const { signal } = context;
  const wasThere = await withLydian(context, options, (lydian) => lydian.forgetCalibration({ signal }));
  const line = wasThere ? "calibration removed; the default threshold applies" : "there was no calibration";
  print(context, options, { value: { forgotten: wasThere }, lines: () => [line] });
}
