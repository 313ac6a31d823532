import type { Grounded } from "../../../core/index.ts";
import { oneLine, sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";

/** Prints the data of an answer as JSON, and lists its unsupported values. */
export function renderData({ data }: Pick<Grounded, "data">, { colors }: Output): readonly string[] {
  if (data === undefined) return [];
  const doubtful = data.values.filter(({ verdict }) => verdict !== "supported");
  return [
    "",
    ...sanitizeText(JSON.stringify(data.value, null, 2)).split("\n"),
    ...doubtful.map(({ path, verdict, why }) =>
      colors.yellow(`${oneLine(path)}: ${verdict.replaceAll("-", " ")} (${oneLine(why)})`),
    ),
  ];
}
