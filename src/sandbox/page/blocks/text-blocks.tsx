import { ElementView } from '../elements/element-view.tsx';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';
import { PictureView } from './picture.tsx';

interface BlockProps {
  block: AnyBlock;
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
