import { useId } from 'react';
import { ElementView } from '../elements/element-view.tsx';
import { useSurface } from '../elements/surface.ts';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';

/** A labelled input with its hint, and what is wrong with it. */
export function InputBlock({ block }: { block: AnyBlock }) {
  const { errors } = useSurface();
  const id = useId();
  const blockId = block.block_id ?? '';
  const error = errors[blockId];
  const describedBy = [error === undefined ? '' : `${id}-error`, block.hint ? `${id}-hint` : '']
    .join(' ')
    .trim();
  if (!block.element) return null;
  const field = {
    id,
    labelId: `${id}-label`,
    describedBy: describedBy || undefined,
    isInvalid: error !== undefined,
    isRequired: block.optional !== true,
  };
  return (
    <div className={error === undefined ? 'block block-input' : 'block block-input block-input-wrong'}>
      <label id={field.labelId} htmlFor={id}>
        {block.label && <Text value={block.label} />}
        {block.optional === true && <span className="muted"> (optional)</span>}
      </label>
      <ElementView
        element={block.element}
        blockId={blockId}
        field={field}
        isQuiet={block.dispatch_action !== true}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="input-error" role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p id={`${id}-hint`} className="input-hint">
          <Text value={block.hint} />
        </p>
      )}
    </div>
  );
}
