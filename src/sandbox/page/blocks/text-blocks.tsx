import { ElementView } from '../elements/element-view.tsx';
import { useSurface } from '../elements/surface.ts';
import { PlainText } from '../text/plain-text.tsx';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';
import { PictureView } from './picture.tsx';

interface BlockProps {
  block: AnyBlock;
}

/** A level below the title of what it stands in: of a channel the first, of a modal the second. */
export function HeaderBlock({ block }: BlockProps) {
  const Heading = useSurface().kind === 'modal' ? 'h3' : 'h2';
  return (
    <Heading className="block block-header" dir="auto">
      <PlainText text={block.text?.text ?? ''} />
    </Heading>
  );
}

export function SectionBlock({ block }: BlockProps) {
  return (
    <div className="block block-section">
      <div className="block-section-text">
        {block.text && <Text value={block.text} />}
        {block.fields && (
          <div className="block-fields">
            {block.fields.map((field, index) => (
              <div key={index}>
                <Text value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && <ElementView element={block.accessory} blockId={block.block_id ?? ''} />}
    </div>
  );
}

export function ContextBlock({ block }: BlockProps) {
  return (
    <div className="block block-context">
      {block.elements?.map((element, index) =>
        element.type === 'image' ? (
          <PictureView key={index} of={element} />
        ) : (
          // In a context block, an element that is no picture is a text.
          <Text key={index} value={element as unknown as { type: 'mrkdwn'; text: string }} />
        ),
      )}
    </div>
  );
}

export function ImageBlock({ block }: BlockProps) {
  return (
    <figure className="block block-image">
      {block.title && (
        <figcaption>
          <Text value={block.title} />
        </figcaption>
      )}
      <PictureView of={block} />
    </figure>
  );
}

const alertNames: Record<string, string> = {
  info: 'Info',
  warning: 'Warning',
  error: 'Error',
  success: 'Success',
};

export function AlertBlock({ block: { level = 'default', text } }: BlockProps) {
  return (
    <div className={`block block-alert block-alert-${level}`} role="note">
      <span className="only-read">{alertNames[level]}</span>
      {text && <Text value={text} />}
    </div>
  );
}
