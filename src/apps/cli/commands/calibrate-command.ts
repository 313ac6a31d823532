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
      .summary("choose how sure an answer must be, by questions of yours")
      .description(
        "Answers questions of which you know the answers, and chooses the confidence from which on answers of the collection are shown, so that of the answers shown at most --max-wrong-rate are wrong. Wrong is an answer without one of the accepted answers in it, and any answer to a question that has none. Without a file, the questions of the time before are asked again.",
      )
      .argument(
        "[questions]",
        'file with a line {"question": "…", "answers": ["…"]} for each question; [] where the documents do not say it',
      )
      .option(
        "--max-wrong-rate <share>",
        "largest share of wrong answers (default: the setting answer.maxWrongRate, else 0.05)",
        toNumber,
      )
      .option("--certainty <share>", "how sure the promise is, over the draw of the questions (default: 0.9)", toNumber)
      .option("--generate <number>", "also make questions from the documents; people's are harder", toNumber)
      .option("--svg <file>", "also write the curve of wrong answers against answered questions as a picture")
      .option("--replace", "the picture may take the place of another file")
      .option("--show", "ask nothing, and show the calibration that is in force")
      .option("--forget", "back to the usual threshold; the questions are erased"),
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
    options.show === true ? show(lydian, call) : calibrate(context, lydian, { questions, call }),
  );
  print(context, options, { value: report, lines: () => renderCalibration(report, terminal.out) });
}

async function calibrate(
  context: CommandContext,
  lydian: Lydian,
  { questions, call }: { readonly questions: string | undefined; readonly call: CalibrateOptions },
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
  throw new InvalidArgumentError("The collection was never calibrated.", {
    hint: "Run `lydian calibrate QUESTIONS.jsonl`, or `lydian calibrate --generate 200`.",
  });
}

async function forget(context: CommandContext, options: Options): Promise<void> {
  const { signal } = context;
  const wasThere = await withLydian(context, options, (lydian) => lydian.forgetCalibration({ signal }));
  const line = wasThere ? "forgotten; the usual threshold decides again" : "there was none";
  print(context, options, { value: { forgotten: wasThere }, lines: () => [line] });
}
