import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly icon?: IconName;
}

/** One line of text; its label is said, and stands in it where nothing is typed yet. */
export function Field({ label, icon, className = "", ...others }: FieldProps) {
  return (
    <label className={`field ${className}`}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="sr">{label}</span>
      <input placeholder={label} {...others} />
    </label>
  );
}
