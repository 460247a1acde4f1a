import { useState } from 'react';
import { ThumbIcon, TrashIcon } from '../base/icons.tsx';
import { useDirectory } from '../state/directory.ts';
import { plainString } from '../text/plain-text.tsx';
import type { ElementProps } from './element.ts';
import { useSurface } from './surface.ts';
import { useConfirmed } from './use-confirmed.tsx';

/** Thumbs up and down below an answer. */
export function FeedbackElement({ element, blockId }: ElementProps) {
  const surface = useSurface();
  const [chosen, setChosen] = useState<string>();
  return [element.positive_button, element.negative_button].map((choice, index) => {
    if (!choice) return null;
    const label = choice.accessibility_label ?? plainString(choice.text.text);
    return (
      <button
        key={choice.value}
        type="button"
        className="button button-icon"
        aria-label={label}
        title={plainString(choice.text.text)}
        aria-pressed={chosen === choice.value}
        onClick={() => {
          setChosen(choice.value);
          void surface.use(blockId, element.action_id ?? '', { value: choice.value });
        }}
      >
        <ThumbIcon isDown={index === 1} />
      </button>
    );
  });
}

export function IconButtonElement({ element, blockId }: ElementProps) {
  const surface = useSurface();
  const { me } = useDirectory();
  const { run, dialog } = useConfirmed(element);
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me)) return null;
  const label = plainString(element.text?.text ?? '');
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        aria-label={element.accessibility_label ?? label}
        title={label}
        onClick={() => run(() => void surface.use(blockId, element.action_id ?? ''))}
      >
        {element.icon === 'trash' ? <TrashIcon /> : label}
      </button>
      {dialog}
    </>
  );
}
