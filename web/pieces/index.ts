export { Button, IconButton } from "./button.tsx";
export { EmptyState } from "./empty-state.tsx";
export { Field } from "./field.tsx";
export { Icon, type IconName } from "./icon.tsx";
export { Mark } from "./mark.tsx";
export { Notice, Trouble } from "./notice.tsx";
export { Sheet } from "./sheet.tsx";
export { type Verdict, VerdictMark, verdictWords } from "./verdict.tsx";
