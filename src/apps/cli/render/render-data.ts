import type { Grounded } from "../../../core/index.ts";
import { oneLine, sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";

/** The data as JSON, and which of its values are not supported; nothing where the answer has none. */
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
