import { ElementView } from '../elements/element-view.tsx';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';
import { PictureView } from './picture.tsx';

export function CardBlock({ block }: { block: AnyBlock }) {
  const { hero_image: hero, icon, title, subtitle, body, actions = [] } = block;
  return (
    <div className="block block-card">
      {hero && <PictureView of={hero} className="block-card-hero" />}
      <div className="block-card-head">
        {icon && <PictureView of={icon} className="block-icon" />}
        <div>
          {title && (
            <div className="block-card-title">
              <Text value={title} />
            </div>
          )}
          {subtitle && (
            <div className="muted">
              <Text value={subtitle} />
            </div>
          )}
        </div>
      </div>
      {body && <Text value={body} />}
      {actions.length > 0 && (
        <div className="block-actions">
          {actions.map((element, index) => (
            <ElementView key={element.action_id ?? index} element={element} blockId={block.block_id ?? ''} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Cards side by side, to scroll through. */
export function CarouselBlock({ cards }: { cards: readonly AnyBlock[] }) {
  return (
    <div className="block block-carousel" role="group" aria-label="Cards" tabIndex={0}>
      {cards.map((card, index) => (
        <CardBlock key={card.block_id ?? index} block={card} />
      ))}
    </div>
  );
}
