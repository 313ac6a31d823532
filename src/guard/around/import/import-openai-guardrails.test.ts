import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { allChecks } from "../../checks/index.ts";
import { createGuard } from "../../create-guard.ts";
import { checkRuleOptions } from "../../policy/check-rule-options.ts";
import { importOpenaiGuardrails } from "./import-openai-guardrails.ts";
import { readOpenaiSamples } from "./read-openai-samples.ts";

/** Every guardrail of the package, with the options that its documentation shows. */
const configuration = {
  version: 1,
  pre_flight: {
    version: 1,
    guardrails: [
      { name: "Contains PII", config: { entities: ["CREDIT_CARD", "US_SSN", "PERSON"], block: false } },
      { name: "Moderation", config: { categories: ["hate", "violence"] } },
    ],
  },
  input: {
    version: 1,
    guardrails: [
      { name: "Jailbreak", config: { model: "gpt-4.1-mini", confidence_threshold: 0.7 } },
      { name: "Off Topic Prompts", config: { model: "gpt-4.1-mini", system_prompt_details: "Keys and doors." } },
      { name: "Keyword Filter", config: { keywords: ["confidential", "Blue Falcon!"] } },
      { name: "Keyword Filter", config: { keywords: ["twice"] } },
      { name: "Prompt Injection Detection", config: { model: "gpt-4.1-mini", confidence_threshold: 0.7 } },
    ],
  },
  output: {
    version: 1,
    guardrails: [
      { name: "Competitors", config: { keywords: ["Acme"] } },
      { name: "Keyword Filter", config: { keywords: ["guarantee"] } },
      {
        name: "URL Filter",
        config: { url_allow_list: ["https://berg.example", "10.0.0.0/8"], allow_subdomains: true },
      },
      { name: "Secret Keys", config: { threshold: "permissive", custom_regex: ["corp-[0-9]{6}"] } },
      { name: "Hallucination Detection", config: { model: "gpt-4.1-mini", knowledge_source: "vs_1" } },
      { name: "NSFW Text", config: { model: "gpt-4.1-mini", confidence_threshold: 0.7 } },
      { name: "Custom Prompt Check", config: { model: "gpt-4.1-mini", system_prompt_details: "No poems." } },
      { name: "Sparkles", config: {} },
    ],
  },
};

/** Guards that the first tests leave out, so that their guardrails have no counterpart. */
const newer = new Set(["toxicity", "direct-injection", "indirect-injection", "personal-names"]);

describe("a configuration of OpenAI Guardrails", () => {
  it("becomes a policy that Lydian runs, with a warning for each thing without a counterpart", async () => {
    const guards = allChecks.map(({ id }) => id).filter((id) => !newer.has(id));
    const { policy, warnings } = await importOpenaiGuardrails(JSON.stringify(configuration), { guards });
    await checkRuleOptions(policy, allChecks);
    const rulesOf = (stage: "input" | "output") =>
      policy.stages[stage]?.guards.map(({ guard, types }) => [guard, types]);
    expect(rulesOf("input")).toEqual([
      ["personal-data", ["CREDIT_CARD", "US_SSN"]],
      ["phrases", ["KEYWORD"]],
    ]);
    expect(rulesOf("output")).toEqual([
      ["phrases", ["COMPETITOR"]],
      ["phrases", ["KEYWORD"]],
      ["exfiltration", undefined],
      ["secrets", undefined],
      ["patterns", ["CUSTOM_SECRET"]],
    ]);
    for (const name of [
      "Contains PII",
      "Moderation",
      "Jailbreak",
      "Off Topic Prompts",
      "Keyword Filter",
      "Prompt Injection Detection",
      "URL Filter",
      "Hallucination Detection",
      "NSFW Text",
      "Custom Prompt Check",
      "Sparkles",
    ])
      expect(
        warnings.some((warning) => warning.startsWith(`"${name}" (stage `)),
        name,
      ).toBe(true);
    expect(warnings.join(" ")).toContain("PERSON");
  });

  it("uses the guards that there are for what the package asks a language model", async () => {
    const guards = ["toxicity", "direct-injection", "indirect-injection", "taint", "personal-data", "personal-names"];
    const { policy, warnings } = await importOpenaiGuardrails(JSON.stringify(configuration), { guards });
    const named = Object.entries(policy.stages).map(([stage, { guards: rules }]) => [
      stage,
      rules.map((rule) => rule.guard),
    ]);
    expect(Object.fromEntries(named)).toMatchObject({
      input: ["personal-data", "personal-names", "toxicity", "direct-injection", "phrases"],
      "tool-call": ["taint"],
      "tool-result": ["indirect-injection"],
    });
    expect(warnings.join(" ")).not.toContain("PERSON");
    expect(warnings.join(" ")).toContain("decides by rules and weights");
  });

  it("decides as the configuration says", async () => {
    const { policy } = await importOpenaiGuardrails(JSON.stringify(configuration));
    const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
    const actionOn = async (stage: "input" | "output", text: string) =>
      (await guard.check({ stage, origin: stage === "input" ? "user" : "model", text }, never)).action;
    expect(await actionOn("input", "Card 4111 1111 1111 1111")).toBe("redact");
    expect(await actionOn("input", "The blue falcon flies")).toBe("block");
    // It is a word for answers only. The guard of names may take it for one.
    expect(await actionOn("input", "Where is Acme?")).not.toBe("block");
    expect(await actionOn("input", "Where is the key?")).toBe("allow");
    expect(await actionOn("output", "Buy from ACME")).toBe("block");
    expect(await actionOn("output", "See https://docs.berg.example/x")).toBe("allow");
    expect(await actionOn("output", "See https://evil.example/x")).toBe("block");
    expect(await actionOn("output", "Use corp-123456")).toBe("block");
    expect(await actionOn("output", "A lost key costs 15 euros.")).toBe("allow");
  });

  it("may be the guardrails of one stage", async () => {
    const { policy } = await importOpenaiGuardrails(
      JSON.stringify({ version: 1, guardrails: [{ name: "Secret Keys" }] }),
    );
    expect(policy.stages.input?.guards).toHaveLength(1);
    expect(policy.stages.output).toBeUndefined();
  });

  it.each(["[]", "{", '{"output": {"guardrails": [{}]}}', '"text"'])("is refused: %s", async (text) => {
    await expect(importOpenaiGuardrails(text)).rejects.toMatchObject({ code: "invalid-settings" });
  });

  it("leaves out a guardrail whose configuration is not valid, with a warning", async () => {
    const output = { guardrails: [{ name: "Competitors", config: { keywords: [] } }] };
    const { policy, warnings } = await importOpenaiGuardrails(JSON.stringify({ output }));
    expect(policy.stages).toEqual({});
    expect(warnings).toEqual(['"Competitors" (stage output): its configuration is not valid, so it was left out.']);
  });
});

describe("an evaluation of OpenAI Guardrails", () => {
  it("becomes samples, in either form of its keys", async () => {
    const lines = [
      '{"id": "1", "data": "Buy from Acme", "expected_triggers": {"Competitors": true}}',
      "",
      '{"id": 2, "data": "Hello", "expectedTriggers": {"Competitors": false}}',
    ];
    expect(await readOpenaiSamples(lines.join("\r\n"))).toEqual([
      { id: "1", text: "Buy from Acme", expectedTriggers: { Competitors: true } },
      { id: "2", text: "Hello", expectedTriggers: { Competitors: false } },
    ]);
  });

  it.each(["nothing", '{"id": "1"}', '{"id": "1", "data": "x"}', '{"id": "", "data": "x", "expected_triggers": {}}'])(
    "is refused with the line: %s",
    async (line) => {
      await expect(readOpenaiSamples(`\n${line}`, "own.jsonl")).rejects.toMatchObject({
        code: "invalid-data",
        message: expect.stringMatching(/^Line 2 of own.jsonl is not a sample/),
      });
    },
  );
});
