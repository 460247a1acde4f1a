import { ElementView } from '../elements/element-view.tsx';
import { PlainText } from '../text/plain-text.tsx';
import { safeImage } from '../text/safe-url.ts';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';
import { InputBlock } from './input-block.tsx';
import { RenderedBlock } from './rendered-block.tsx';

interface BlockProps {
  block: AnyBlock;
}

export function BlockView({ block }: BlockProps) {
  switch (block.type) {
    case 'header':
      return (
        <h3 className="block block-header" dir="auto">
          <PlainText text={block.text?.text ?? ''} />
        </h3>
      );
    case 'divider':
      return <hr className="block block-divider" />;
    case 'section':
      return <SectionBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return (
        <div className="block block-actions">
          {block.elements?.map((element, index) => (
            <ElementView key={element.action_id ?? index} element={element} blockId={block.block_id ?? ''} />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure className="block block-image">
          {block.title && (
            <figcaption>
              <Text value={block.title} />
            </figcaption>
          )}
          <img src={safeImage(block.image_url)} alt={block.alt_text ?? ''} />
        </figure>
      );
    case 'input':
      return <InputBlock block={block} />;
    default:
      return <RenderedBlock block={block} />;
  }
}

function SectionBlock({ block }: BlockProps) {
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

function ContextBlock({ block }: BlockProps) {
  return (
    <div className="block block-context">
      {block.elements?.map((element, index) =>
        element.type === 'image' ? (
          <img key={index} src={safeImage(element.image_url)} alt={element.alt_text ?? ''} />
        ) : (
          // In a context block, an element that is no picture is a text.
          <Text key={index} value={element as unknown as { type: 'mrkdwn'; text: string }} />
        ),
      )}
    </div>
  );
}
