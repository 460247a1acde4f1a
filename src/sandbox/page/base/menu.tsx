import { useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { placeMenu } from './place-menu.ts';

export interface MenuEntry {
  key: string;
  content: ReactNode;
  isCurrent?: boolean;
  href?: string;
  choose: () => void;
}

interface MenuProps {
  label: string; // of the menu
  entries: readonly MenuEntry[];
  button: ReactNode; // with words that name it, if only for who reads by ear
  buttonClass: string;
  isDisabled?: boolean;
}

/** A button with a menu, by the WAI-ARIA pattern. The popover closes itself on Escape and on a click elsewhere. */
export function Menu({ label, entries, button, buttonClass, isDisabled = false }: MenuProps) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const role = entries.some((entry) => entry.isCurrent !== undefined) ? 'menuitemradio' : 'menuitem';

  function items(): HTMLElement[] {
    return [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  }

  function move(event: KeyboardEvent): void {
    const all = items();
    const at = all.findIndex((one) => one === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') menu.current?.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  }

  function openWithArrow(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    menu.current?.showPopover();
  }

  return (
    <>
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        aria-haspopup="menu"
        popoverTarget={id}
        disabled={isDisabled}
        onKeyDown={openWithArrow}
      >
        {button}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onKeyDown={move}
        onToggle={(event) => {
          if (event.newState !== 'open' || !opener.current) return;
          placeMenu(event.currentTarget, opener.current);
          (items().find((one) => one.ariaChecked === 'true') ?? items()[0])?.focus();
        }}
      >
        {entries.map((entry) => (
          <MenuItem key={entry.key} entry={entry} role={role} close={() => menu.current?.hidePopover()} />
        ))}
      </div>
    </>
  );
}

interface MenuItemProps {
  entry: MenuEntry;
  role: 'menuitem' | 'menuitemradio';
  close: () => void;
}

function MenuItem({ entry, role, close }: MenuItemProps) {
  const choose = () => {
    close();
    entry.choose();
  };
  if (entry.href !== undefined) {
    return (
      <a
        role={role}
        tabIndex={-1}
        href={entry.href}
        target="_blank"
        rel="noopener noreferrer"
        onClick={choose}
      >
        {entry.content}
      </a>
    );
  }
  return (
    <button type="button" role={role} aria-checked={entry.isCurrent} tabIndex={-1} onClick={choose}>
      {entry.content}
    </button>
  );
}
