import { Link } from '../text/link.tsx';
import { PlainText } from '../text/plain-text.tsx';
import { Text } from '../text/text.tsx';
import type { AnyBlock } from './any-block.ts';
import { PictureView } from './picture.tsx';

/** A film by its picture. The page plays nothing from elsewhere, so a click opens it there. */
export function VideoBlock({ block }: { block: AnyBlock }) {
  const picture = {
    ...(block.thumbnail_url !== undefined && { image_url: block.thumbnail_url }),
    alt_text: block.alt_text ?? '',
  };
  return (
    <figure className="block block-image">
      <figcaption>
        {[block.author_name, block.provider_name].filter(Boolean).join(' · ')}
        <div>
          <Link url={block.title_url ?? block.video_url ?? ''}>
            <PlainText text={block.title?.text ?? ''} />
          </Link>
        </div>
        {block.description && <Text value={block.description} />}
      </figcaption>
      <PictureView of={picture} />
    </figure>
  );
}
