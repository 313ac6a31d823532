import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly icon?: IconName;
}

/** Text field of one line. Screen readers use its label, and an empty field shows it as a placeholder. */
export function Field({ label, icon, className = "", ...others }: FieldProps) {
  return (
    <label className={`field ${className}`}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="sr">{label}</span>
      <input placeholder={label} {...others} />
    </label>
  );
}
