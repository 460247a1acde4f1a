const gap = 4;

/** Puts an open popover under its button, or above where there is no room, and inside of the window. */
export function placeMenu(menu: HTMLElement, opener: HTMLElement): void {
  const button = opener.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const fitsBelow = button.bottom + gap + height <= innerHeight;
  const top = fitsBelow ? button.bottom + gap : Math.max(gap, button.top - gap - height);
  const left = Math.max(gap * 2, Math.min(button.left, innerWidth - width - gap * 2));
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}
