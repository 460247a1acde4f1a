import type { AnyBlock as Shown } from './any-block.ts';
import { BlockView } from './block-view.tsx';

/** All blocks of a message or view, one below the other. */
export function Blocks({ blocks }: { blocks: readonly object[] }) {
  // The server has checked them; only the fields that are there get read.
  const shown = blocks as readonly Shown[];
  return (
    <div className="blocks">
      {shown.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}
