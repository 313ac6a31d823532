import { type GuardOrigin, mapTexts, never } from "../../../core/index.ts";
import { type MaskingGuard, maskText } from "../../mask/mask-text.ts";
import type { CallParams, Message, MessagePart, ToolItem, ToolOutput } from "./sdk-types.ts";

/** Returns the parameters of a call with the prompt that the guard allows. */
export async function passPrompt(masking: MaskingGuard, params: CallParams): Promise<CallParams> {
  const { abortSignal: signal = never } = params;
  const systemPrompt = params.prompt.map((message) => (message.role === "system" ? message.content : "")).join("");
  const context = { systemPrompt };
  const passer: Passer = {
    text: (text, origin) => maskText(masking, { stage: "prompt", text, origin, context }, signal),
    call: (value) => mapTexts(value, (text) => maskText(masking, { stage: "prompt", text, origin: "model" }, signal)),
    result: (value, tool) =>
      mapTexts(value, (text) => maskText(masking, { stage: "tool-result", text, origin: `tool:${tool}` }, signal)),
  };
  const prompt: Message[] = [];
  for (const message of params.prompt) prompt.push(await passMessage(passer, message));
  return { ...params, prompt };
}

interface Passer {
  text(text: string, origin: GuardOrigin): Promise<string>;
  /** Passes the arguments of an earlier call of a tool. */
  call(value: unknown): Promise<unknown>;
  result(value: unknown, tool: string): Promise<unknown>;
}

async function passMessage(passer: Passer, message: Message): Promise<Message> {
  if (message.role === "system") return { ...message, content: await passer.text(message.content, "system") };
  const origin = message.role === "user" ? "user" : "model";
  switch (message.role) {
    case "user":
      return { ...message, content: await passAll(message.content, (part) => passPart(passer, part, origin)) };
    case "assistant":
      return { ...message, content: await passAll(message.content, (part) => passPart(passer, part, origin)) };
    case "tool":
      return { ...message, content: await passAll(message.content, (part) => passPart(passer, part, origin)) };
  }
}

async function passAll<Part>(parts: readonly Part[], pass: (part: Part) => Promise<Part>): Promise<Part[]> {
  const passed: Part[] = [];
  for (const part of parts) passed.push(await pass(part));
  return passed;
}

async function passPart<Part extends MessagePart>(passer: Passer, part: Part, origin: GuardOrigin): Promise<Part> {
  switch (part.type) {
    case "text":
    case "reasoning":
      return { ...part, text: await passer.text(part.text, origin) };
    case "tool-call":
      return { ...part, input: await passer.call(part.input) };
    case "tool-result":
      return { ...part, output: await passOutput(passer, part.output, part.toolName) };
    default:
      return part;
  }
}

async function passOutput(passer: Passer, output: ToolOutput, tool: string): Promise<ToolOutput> {
  if (output.type === "execution-denied") return output;
  const passItem = async (item: ToolItem): Promise<ToolItem> =>
    item.type === "text" ? { ...item, text: String(await passer.result(item.text, tool)) } : item;
  if (output.type === "content") return { ...output, value: await passAll(output.value, passItem) };
  // The value keeps its shape, since only its texts change.
  return { ...output, value: await passer.result(output.value, tool) } as ToolOutput;
}
