import type { ReactNode } from "react";

const shapes = {
  supported: <path d="m3 8.6 3.3 3.3L13 4.7" />,
  contradicted: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
      <path className="on-fill" d="M4.8 6.4h6.4M4.8 9.6h6.4M9.8 4.3 6.2 11.7" />
    </>
  ),
  "not-enough-evidence": (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 1.8a6.2 6.2 0 0 0 0 12.4Z" fill="currentColor" />
    </>
  ),
  unmeasured: (
    <>
      <circle cx="8" cy="8" r="6.2" strokeDasharray="2.4 2.47" />
      <path d="M5.5 8h5" />
    </>
  ),
  read: (
    <path d="M8 4.2C6.6 3.1 4.7 2.8 2 2.8v9.6c2.7 0 4.6.3 6 1.4 1.4-1.1 3.3-1.4 6-1.4V2.8c-2.7 0-4.6.3-6 1.4ZM8 4.2v9.6" />
  ),
  add: <path d="M8 3v10M3 8h10" />,
  warn: <path d="M8 2.2 14.3 13.3H1.7ZM8 6.5v3.2M8 11.5v.1" />,
  stop: <path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4ZM8 4.9v3.7M8 11v.1" />,
  down: <path d="m4 6.2 4 4 4-4" />,
  previous: <path className="directed" d="m9.8 3.8-4 4.2 4 4.2" />,
  next: <path className="directed" d="m6.2 3.8 4 4.2-4 4.2" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  copy: <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z" />,
  link: (
    <path d="M6.7 9.3 9.3 6.7M7.3 4.7l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.7 11.3l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5" />
  ),
  save: <path d="M4 2.5h8v11l-4-3-4 3Z" />,
  useful: (
    <path d="M5 7v6.5H2.5V7ZM5 7.2l2.7-5c1.3 0 1.9.9 1.6 2.2L8.8 6.5h3.5c.9 0 1.5.8 1.3 1.7l-1 4.2c-.2.7-.7 1.1-1.4 1.1H5" />
  ),
  useless: (
    <path d="M5 9V2.5H2.5V9ZM5 8.8l2.7 5c1.3 0 1.9-.9 1.6-2.2l-.5-2.1h3.5c.9 0 1.5-.8 1.3-1.7l-1-4.2c-.2-.7-.7-1.1-1.4-1.1H5" />
  ),
  download: <path d="M8 2.5v7.6M4.9 7.2 8 10.3l3.1-3.1M2.8 13.2h10.4" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.3 3.3" />
    </>
  ),
  theme: (
    <>
      <path d="M8 2.2a5.8 5.8 0 1 0 0 11.6Z" fill="currentColor" />
      <circle cx="8" cy="8" r="5.8" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
  gear: (
    <>
      <path d="M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6" />
      <circle cx="9.7" cy="4.5" r="1.8" />
      <circle cx="6.2" cy="11.5" r="1.8" />
    </>
  ),
  help: <path d="M5.8 6a2.3 2.3 0 1 1 3.3 2c-.8.4-1.1.8-1.1 1.6M8 12v.1" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
} as const satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof shapes;

interface IconProps {
  readonly name: IconName;
  /** Text for screen readers; absent if the text beside the icon says the same. */
  readonly label?: string;
  readonly className?: string;
}

export function Icon({ name, label, className = "" }: IconProps) {
  const drawn = { className: `i ${className}`, viewBox: "0 0 16 16", focusable: false };
  return label === undefined ? (
    <svg aria-hidden="true" {...drawn}>
      {shapes[name]}
    </svg>
  ) : (
    <svg role="img" aria-label={label} {...drawn}>
      {shapes[name]}
    </svg>
  );
}
