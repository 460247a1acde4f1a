import { useEffect, useId, useRef } from 'react';
import { PlainText } from '../text/plain-text.tsx';
import { Text } from '../text/text.tsx';
import type { Confirm } from './element.ts';

interface ConfirmDialogProps {
  confirm: Confirm;
  onYes: () => void;
  onNo: () => void;
}

/** "Are you sure?", before an action that asked for it. */
export function ConfirmDialog({ confirm, onYes, onNo }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="modal modal-small" aria-labelledby={titleId} onClose={onNo}>
      <h2 id={titleId} className="modal-title">
        <PlainText text={confirm.title?.text ?? 'Are you sure?'} />
      </h2>
      <div className="modal-body">
        <Text value={confirm.text} />
      </div>
      <div className="modal-buttons">
        <button type="button" className="button" onClick={onNo}>
          <PlainText text={confirm.deny?.text ?? 'Cancel'} />
        </button>
        <button
          type="button"
          className={`button ${confirm.style === 'danger' ? 'button-danger-full' : 'button-primary'}`}
          onClick={onYes}
        >
          <PlainText text={confirm.confirm?.text ?? 'Yes'} />
        </button>
      </div>
    </dialog>
  );
}
