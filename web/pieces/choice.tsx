import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface ChoiceProps extends ComponentProps<"select"> {
  readonly label: string;
  /** The options. */
  readonly children: ReactNode;
}

/** One of a few; its label is said and not shown. */
export function Choice({ label, children, ...others }: ChoiceProps) {
  return (
    <label className="one-of">
      <span className="sr">{label}</span>
      <select {...others}>{children}</select>
      <Icon name="down" />
    </label>
  );
}
