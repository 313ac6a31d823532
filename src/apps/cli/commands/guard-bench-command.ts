import { Command } from "commander";
import { dataFolder } from "../../../config/index.ts";
import { InvalidArgumentError } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderGuardBench } from "../render/render-guard-bench.ts";
import { print, type StoreOptions } from "../store-options.ts";

interface Options extends Pick<StoreOptions, "json" | "debug"> {
  readonly only?: readonly string[];
}

export function guardBenchCommand(context: CommandContext): Command {
  return new Command("bench")
    .summary("measure the guards of this install")
    .description(
      "Measures what the guards find on labelled data sets, their processor time, and what happens when a guard fails. The folder of the data sets is LYDIAN_DATA. It takes several minutes, and prints no text of the data.",
    )
    .option("--only <parts...>", "guards to measure, latency or faults (default: all)")
    .option("--json", "print JSON instead of text")
    .option("--debug", "print the stack trace of an error")
    .addHelpText(
      "after",
      "\nExamples:\n  LYDIAN_DATA=./data lydian guard bench\n  LYDIAN_DATA=./data lydian guard bench --json\n  LYDIAN_DATA=./data lydian guard bench --only secrets topics",
    )
    .action(async (options: Options) => {
      const { terminal, signal } = context;
      const folder = dataFolder();
      if (folder === undefined)
        throw new InvalidArgumentError("The bench of the guards needs data sets, and LYDIAN_DATA is not set.", {
          hint: "Set LYDIAN_DATA to the folder that holds pii, injection, toxicity, retrieval, answers, rerank and documents-text.",
        });
      const { benchGuards } = await import("../../../evaluate/index.ts");
      const request = {
        folder,
        ...(options.only && { only: options.only }),
        clock: { monotonicMs: () => terminal.seconds() * 1_000 },
        processorMs,
        onPart: (name: string) => terminal.err.line(`measuring ${name}`),
      };
      const report = await benchGuards(request, signal);
      print(context, options, { value: report, lines: () => renderGuardBench(report, terminal.out) });
    });
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
