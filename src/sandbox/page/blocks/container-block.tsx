import type { ReactNode } from 'react';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';
import { PictureView } from './picture.tsx';
import { RenderedBlock } from './rendered-block.tsx';

/** Blocks in a frame, which may fold. */
export function ContainerBlock({ block, children }: { block: AnyBlock; children: ReactNode }) {
  const frame = `block block-container block-container-${block.width ?? 'standard'}`;
  const head = (
    <>
      {block.icon && <PictureView of={block.icon} className="block-icon" />}
      <span className="block-container-title">
        {block.title && <Text value={block.title} />}
        {block.rich_text_title && <RenderedBlock block={block.rich_text_title as unknown as AnyBlock} />}
        {block.subtitle && (
          <small className="muted">
            <Text value={block.subtitle} />
          </small>
        )}
      </span>
    </>
  );
  if (block.is_collapsible === true) {
    return (
      <details className={frame} open={block.default_collapsed !== true}>
        <summary className="block-container-head">{head}</summary>
        <div className="blocks">{children}</div>
      </details>
    );
  }
  return (
    <div className={frame}>
      <div className="block-container-head">{head}</div>
      <div className="blocks">{children}</div>
    </div>
  );
}
