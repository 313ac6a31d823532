import type { GuardContext } from "../../../core/index.ts";
import type { Vault } from "../../mask/create-vault.ts";
import type { CallParams, Message, ToolOutput } from "./sdk-types.ts";

/**
 * Returns what guards compare a reply with: the messages of the user as its question, and the results of tools as its
 * evidence. Values masked in the prompt are restored.
 */
export function readContext({ prompt }: Pick<CallParams, "prompt">, vault: Vault | undefined): GuardContext {
  const restore = (text: string) => vault?.restore(text) ?? text;
  return {
    question: prompt.flatMap(userTexts).map(restore).join("\n"),
    evidence: prompt.flatMap(toolTexts).map(restore),
    systemPrompt: prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join(""),
  };
}

function userTexts(message: Message): readonly string[] {
  if (message.role !== "user") return [];
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : []));
}

function toolTexts(message: Message): readonly string[] {
  if (message.role !== "tool") return [];
  return message.content.flatMap((part) => (part.type === "tool-result" ? textsOf(part.output) : []));
}

function textsOf(output: ToolOutput): readonly string[] {
  return output.type === "execution-denied" ? [] : stringsIn(output.value);
}

/** Returns all texts in a JSON value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
