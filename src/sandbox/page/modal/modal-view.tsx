import { useEffect, useId, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { OpenView } from '../../protocol.ts';
import { CloseIcon } from '../base/icons.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import type { Values } from '../elements/surface.ts';
import { SurfaceView } from '../elements/surface-view.tsx';
import { usePage } from '../state/page-context.ts';
import { PlainText } from '../text/plain-text.tsx';

interface ModalViewProps {
  open: OpenView;
  isStacked: boolean;
  values: Values;
  onValues: (change: (before: Values) => Values) => void;
}

/** Where the focus begins: where the app wants it, else in the first input, else where one reads. */
function firstFocus(dialog: HTMLElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-autofocus]') ??
    dialog.querySelector<HTMLElement>('.modal-body :is(input, select, textarea)') ??
    dialog.querySelector<HTMLElement>('.modal-body')
  );
}

export function ModalView({ open, isStacked, values, onValues }: ModalViewProps) {
  const { act } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const { view, errors } = open;

  useEffect(() => {
    dialog.current?.showModal();
    if (dialog.current) firstFocus(dialog.current)?.focus();
  }, []);
  useEffect(() => {
    if (errors) dialog.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);

  async function close(): Promise<void> {
    const result = await act({ type: 'close', view_id: open.id });
    if (!result.ok) setFailure(result.error);
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setFailure('');
    const result = await act({ type: 'submit', view_id: open.id, values });
    setIsBusy(false);
    if (!result.ok) setFailure(result.error);
  }

  if (view.type !== 'modal') return null;
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        void close();
      }}
      onClose={(event) => event.target === dialog.current && void close()}
    >
      <form className="modal-form" noValidate onSubmit={(event) => void submit(event)}>
        <header className="modal-head">
          <h2 id={titleId} className="modal-title">
            <PlainText text={view.title.text} />
          </h2>
          <button
            type="button"
            className="plain-button"
            aria-label={isStacked ? 'Back' : 'Close'}
            onClick={() => void close()}
          >
            <CloseIcon />
          </button>
        </header>
        <div className="modal-body" tabIndex={0} aria-labelledby={titleId}>
          <SurfaceView
            kind="modal"
            container={{ view_id: open.id }}
            values={values}
            onValues={onValues}
            {...(errors && { errors })}
          >
            <Blocks blocks={view.blocks} />
          </SurfaceView>
        </div>
        {failure !== '' && (
          <p className="failure" role="alert">
            {failure}
          </p>
        )}
        <footer className="modal-buttons">
          <button type="button" className="button" onClick={() => void close()}>
            <PlainText text={view.close?.text ?? (isStacked ? 'Back' : 'Cancel')} />
          </button>
          {view.submit && (
            <button type="submit" className="button button-primary" aria-busy={isBusy}>
              <PlainText text={view.submit.text} />
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
