import type { LanguageModelMiddleware } from "ai";

// The types of the provider's interface, without a dependency on its package.
type Transform = NonNullable<LanguageModelMiddleware["transformParams"]>;
type WrapGenerate = NonNullable<LanguageModelMiddleware["wrapGenerate"]>;
type WrapStream = NonNullable<LanguageModelMiddleware["wrapStream"]>;

export type CallParams = Parameters<Transform>[0]["params"];
export type Message = CallParams["prompt"][number];
export type MessagePart = Exclude<Message["content"], string>[number];
export type ToolOutput = Extract<MessagePart, { readonly type: "tool-result" }>["output"];
export type ToolItem = Extract<ToolOutput, { readonly type: "content" }>["value"][number];
export type GenerateResult = Awaited<ReturnType<WrapGenerate>>;
export type Content = GenerateResult["content"][number];
type StreamResult = Awaited<ReturnType<WrapStream>>;
export type StreamPart = StreamResult["stream"] extends ReadableStream<infer Part> ? Part : never;
export type ToolCallPart = Extract<StreamPart, { readonly type: "tool-call" }>;
