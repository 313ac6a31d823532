import type { RtfListener } from "./create-interpreter.ts";

type StyleReader = Pick<RtfListener, "text" | "control"> & {
  /** The heading level of a style, from 1 to 6. */
  levelOf(style: number): number | undefined;
};

/** Reads the style sheet: which styles are headings, by name or by outline level. */
export function createStyleReader(): StyleReader {
  const levels = new Map<number, number>();
  let style = 0;
  let name = "";
  return {
    text(text) {
      name += text;
      if (!name.includes(";")) return;
      const level = /^\s*heading ([1-9])\b/i.exec(name)?.[1];
      if (level !== undefined) levels.set(style, Math.min(6, Number(level)));
      else if (/^\s*title;/i.test(name)) levels.set(style, 1);
      style = 0;
      name = "";
    },
    control(word, value = 0) {
      if (word === "s") style = value;
      if (word === "outlinelevel" && value >= 0 && value < 9) levels.set(style, Math.min(6, value + 1));
    },
    levelOf: (number) => levels.get(number),
  };
}
