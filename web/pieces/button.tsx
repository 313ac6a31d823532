import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` is the one filled button of a view; `plain` has no border. */
  readonly kind?: "primary" | "bordered" | "plain";
  readonly icon?: IconName;
}

export function Button({ kind = "bordered", icon, children, className = "", ...others }: ButtonProps) {
  const look = { primary: "button primary", bordered: "button", plain: "plain" }[kind];
  return (
    <button type="button" className={`${look} ${className}`} {...others}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  readonly icon: IconName;
  readonly label: string;
}

export function IconButton({ icon, label, className = "", ...others }: IconButtonProps) {
  return (
    <button type="button" className={`icon ${className}`} aria-label={label} title={label} {...others}>
      <Icon name={icon} />
    </button>
  );
}
