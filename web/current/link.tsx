import type { ComponentProps, MouseEvent } from "react";
import { goTo } from "./location.ts";

interface LinkProps extends Omit<ComponentProps<"a">, "href"> {
  readonly to: string;
}

/** Link within the page. With a modifier key, the browser handles the click as usual. */
export function Link({ to, onClick, ...others }: LinkProps) {
  const go = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(to);
  };
  return <a href={to} onClick={go} {...others} />;
}
