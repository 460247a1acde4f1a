/** The first thing that Tab reaches. No real link, because the address after `#` says where we are. */
export function SkipLink() {
  return (
    <button
      type="button"
      className="skip-link"
      onClick={() => document.querySelector<HTMLElement>('.pane-channel :is([role=log], .home)')?.focus()}
    >
      Skip to messages
    </button>
  );
}
