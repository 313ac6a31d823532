import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface ChoiceProps extends ComponentProps<"select"> {
  readonly label: string;
  /** `option` elements. */
  readonly children: ReactNode;
}

/** Drop-down list. Only screen readers use its label. */
export function Choice({ label, children, ...others }: ChoiceProps) {
  return (
    <label className="one-of">
      <span className="sr">{label}</span>
      <select {...others}>{children}</select>
      <Icon name="down" />
    </label>
  );
}
