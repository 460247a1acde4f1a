import { ElementView } from '../elements/element-view.tsx';
import type { AnyBlock } from './any-block.ts';
import { CardBlock, CarouselBlock } from './card-block.tsx';
import { ContainerBlock } from './container-block.tsx';
import { InputBlock } from './input-block.tsx';
import { RenderedBlock } from './rendered-block.tsx';
import { TableBlock } from './table-block.tsx';
import { AlertBlock, ContextBlock, HeaderBlock, ImageBlock, SectionBlock } from './text-blocks.tsx';
import { VideoBlock } from './video-block.tsx';

interface BlockProps {
  block: AnyBlock;
}

/** Any block. What holds `mrkdwn` or something to press is drawn here, what is left by the renderer. */
export function BlockView({ block }: BlockProps) {
  switch (block.type) {
    case 'header':
      return <HeaderBlock block={block} />;
    case 'divider':
      return <hr className="block block-divider" />;
    case 'section':
      return <SectionBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
    case 'context_actions':
      return <ActionsBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'alert':
      return <AlertBlock block={block} />;
    case 'card':
      return <CardBlock block={block} />;
    case 'carousel':
      return <CarouselBlock cards={(block.elements ?? []) as AnyBlock[]} />;
    case 'container':
      return (
        <ContainerBlock block={block}>
          {block.child_blocks?.map((child, index) => (
            <BlockView key={child.block_id ?? index} block={child} />
          ))}
        </ContainerBlock>
      );
    case 'table':
    case 'data_table':
      return <TableBlock block={block} />;
    case 'video':
      return <VideoBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    default:
      return <RenderedBlock block={block} />;
  }
}

function ActionsBlock({ block }: BlockProps) {
  return (
    <div className="block block-actions">
      {block.elements?.map((element, index) => (
        <ElementView key={element.action_id ?? index} element={element} blockId={block.block_id ?? ''} />
      ))}
    </div>
  );
}
