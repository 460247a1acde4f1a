import { safeImage } from '../text/safe-url.ts';
import { ButtonElement } from './button-element.tsx';
import { ChoiceElement } from './choice-element.tsx';
import type { ElementProps } from './element.ts';
import { FeedbackElement, IconButtonElement } from './feedback-element.tsx';
import { OverflowElement } from './overflow-element.tsx';
import { MultiSelectElement, SelectElement } from './select-element.tsx';
import { TextInputElement } from './text-input-element.tsx';
import { TimeElement } from './time-element.tsx';

/** Any element of a block. */
export function ElementView(props: ElementProps) {
  const { element } = props;
  switch (element.type) {
    case 'image':
      return (
        <img className="block-thumbnail" src={safeImage(element.image_url)} alt={element.alt_text ?? ''} />
      );
    case 'button':
    case 'workflow_button':
      return <ButtonElement {...props} />;
    case 'overflow':
      return <OverflowElement {...props} />;
    case 'feedback_buttons':
      return <FeedbackElement {...props} />;
    case 'icon_button':
      return <IconButtonElement {...props} />;
    case 'file_input':
      return <p className="muted">Files cannot be chosen in this workspace.</p>;
    case 'radio_buttons':
    case 'checkboxes':
      return <ChoiceElement {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <TimeElement {...props} />;
    default:
      if (element.type.startsWith('multi_')) return <MultiSelectElement {...props} />;
      if (element.type.endsWith('_select')) return <SelectElement {...props} />;
      if (element.type.endsWith('_input')) return <TextInputElement {...props} />;
      return <span className="muted">({element.type.replaceAll('_', ' ')})</span>;
  }
}
