import { Command, Option } from "commander";
import { defined, type Review, type ReviewStatus } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderReview, renderReviews } from "../render/render-reviews.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

export function reviewCommand(context: CommandContext): Command {
  return new Command("review")
    .summary("list, show, approve or reject answers that wait for a person")
    .description(
      "Lists, shows and decides the questions that a guard wants a person to see first, in all collections. They are kept for 30 days.",
    )
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(showCommand(context))
    .addCommand(decideCommand(context, "approve", "approved"))
    .addCommand(decideCommand(context, "reject", "rejected"));
}

function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the cases")
      .description("Lists the cases, newest first. This is the default.")
      .addOption(
        new Option("--status <status>", "only cases of this status").choices(["waiting", "approved", "rejected"]),
      )
      .option("--limit <number>", "maximum number of cases (default: 100)", toNumber),
  )
    .addHelpText("after", "\nExamples:\n  lydian review\n  lydian review list --status waiting --json")
    .action(
      async ({
        status,
        limit,
        ...options
      }: StoreOptions & { readonly status?: ReviewStatus; readonly limit?: number }) => {
        const { terminal, signal } = context;
        const reviews = await withLydian(context, options, (lydian) =>
          lydian.reviews(defined({ signal, status, limit })),
        );
        print(context, options, { value: reviews, lines: () => renderReviews(reviews, terminal.out) });
        if (reviews.length === 0 && !options.json) terminal.err.line("No case waits for a person.");
      },
    );
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("show a case")
      .description("Shows a question, the draft of its answer, and what the guards said.")
      .argument("<id>", "id of the case, which is the id of the answer"),
  )
    .addHelpText("after", "\nExample:\n  lydian review show answer_0mgw3k5v4n1q8t2x7b9d6f0h1j")
    .action(async (id: string, options: StoreOptions) => {
      const { signal } = context;
      printReview(context, options, await withLydian(context, options, (lydian) => lydian.review(id, { signal })));
    });
}

function decideCommand(
  context: CommandContext,
  name: "approve" | "reject",
  status: Exclude<ReviewStatus, "waiting">,
): Command {
  const effects = {
    approve: "Approves a case: its answer is shown to the caller who asked. Without a draft, the caller may ask again.",
    reject: "Rejects a case: its answer is never shown.",
  };
  return addStoreOptions(
    new Command(name).summary(`${name} a case`).description(effects[name]).argument("<id>", "id of the case"),
  )
    .addHelpText("after", `\nExample:\n  lydian review ${name} answer_0mgw3k5v4n1q8t2x7b9d6f0h1j`)
    .action(async (id: string, options: StoreOptions) => {
      const { signal } = context;
      const decided = await withLydian(context, options, (lydian) => lydian.decideReview(id, { status, signal }));
      printReview(context, options, decided);
    });
}

function printReview(context: CommandContext, options: StoreOptions, review: Review): void {
  print(context, options, { value: review, lines: () => renderReview(review, context.terminal.out) });
}
