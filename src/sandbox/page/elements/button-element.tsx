import { useState } from 'react';
import { PlainText } from '../text/plain-text.tsx';
import { safeUrl } from '../text/safe-url.ts';
import type { ElementProps } from './element.ts';
import { useSurface } from './surface.ts';
import { useConfirmed } from './use-confirmed.tsx';

export function ButtonElement({ element, blockId }: ElementProps) {
  const surface = useSurface();
  const [isBusy, setIsBusy] = useState(false);
  const { run, dialog } = useConfirmed(element);
  const style = element.style === undefined ? '' : ` button-${element.style}`;
  const href = element.url === undefined ? undefined : safeUrl(element.url);
  const press = () => {
    setIsBusy(true);
    void surface.use(blockId, element.action_id ?? '').finally(() => setIsBusy(false));
  };
  const content = <PlainText text={element.text?.text ?? ''} />;
  if (href !== undefined) {
    return (
      <a
        className={`button${style}`}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={element.accessibility_label}
        onClick={press}
      >
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
