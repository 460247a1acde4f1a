import { useState } from 'react';
import { MoreIcon } from '../base/icons.tsx';
import { Menu } from '../base/menu.tsx';
import { PlainText } from '../text/plain-text.tsx';
import { safeUrl } from '../text/safe-url.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { ElementProps } from './element.ts';
import { useSurface } from './surface.ts';

/** Asks first where the element wants that, then does it. */
function useConfirmed({ element }: ElementProps) {
  const [pending, setPending] = useState<() => void>();
  const run = (what: () => void) => (element.confirm ? setPending(() => what) : what());
  const dialog = element.confirm && pending && (
    <ConfirmDialog
      confirm={element.confirm}
      onNo={() => setPending(undefined)}
      onYes={() => {
        setPending(undefined);
        pending();
      }}
    />
  );
  return { run, dialog };
}

export function ButtonElement(props: ElementProps) {
  const { element, blockId } = props;
  const surface = useSurface();
  const [isBusy, setIsBusy] = useState(false);
  const { run, dialog } = useConfirmed(props);
  const style = element.style === undefined ? '' : ` button-${element.style}`;
  const href = element.url === undefined ? undefined : safeUrl(element.url);
  const press = () => {
    setIsBusy(true);
    void surface.use(blockId, element.action_id ?? '').finally(() => setIsBusy(false));
  };
  const content = <PlainText text={element.text?.text ?? ''} />;
  if (href !== undefined) {
    return (
      <a className={`button${style}`} href={href} target="_blank" rel="noopener noreferrer" onClick={press}>
        {content}
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        className={`button${style}`}
        aria-label={element.accessibility_label}
        aria-busy={isBusy}
        onClick={() => !isBusy && run(press)}
      >
        {content}
      </button>
      {dialog}
    </>
  );
}

export function OverflowElement(props: ElementProps) {
  const { element, blockId } = props;
  const surface = useSurface();
  const { run, dialog } = useConfirmed(props);
  const entries = (element.options ?? []).map((option) => {
    const href = 'url' in option && option.url ? safeUrl(option.url) : undefined;
    const choose = () => void surface.use(blockId, element.action_id ?? '', { selected_option: option });
    return {
      key: option.value ?? option.text.text,
      content: <PlainText text={option.text.text} />,
      ...(href !== undefined && { href }),
      choose: () => run(choose),
    };
  });
  return (
    <>
      <Menu label="More actions" entries={entries} button={<MoreIcon />} buttonClass="button button-icon" />
      {dialog}
    </>
  );
}
