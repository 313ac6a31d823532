import { DropdownMenu } from "radix-ui";
import { useCollection } from "../current/index.ts";
import { Icon } from "../pieces/index.ts";

const countOf = (documents: number): string =>
  documents === 0 ? "No documents yet" : `${documents.toLocaleString()} ${documents === 1 ? "document" : "documents"}`;

export function CollectionPicker() {
  const { name, collection, all, choose } = useCollection();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="collection">
        <span>
          <span className="sr">Collection </span>
          <b>{name}</b>
          <small>{countOf(collection?.documents ?? 0)}</small>
        </span>
        <Icon name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
        <DropdownMenu.RadioGroup value={name} onValueChange={choose}>
          {all.map((one) => (
            <DropdownMenu.RadioItem key={one.name} className="menu-item" value={one.name}>
              <span className="menu-check">
                <DropdownMenu.ItemIndicator>
                  <Icon name="supported" />
                </DropdownMenu.ItemIndicator>
              </span>
              <span>
                {one.name} <small>{countOf(one.documents)}</small>
              </span>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
