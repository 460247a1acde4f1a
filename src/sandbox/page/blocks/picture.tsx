import { safeImage } from '../text/safe-url.ts';
import type { Picture } from './any-block.ts';

/** Where the page has a picture; of a file of this workspace, at its own address. */
function addressOf({ image_url, slack_file }: Picture): string | undefined {
  return image_url ?? slack_file?.url ?? (slack_file?.id && `/files/${slack_file.id}/picture`);
}

export function PictureView({ of, className }: { of: Picture; className?: string }) {
  return <img className={className} src={safeImage(addressOf(of))} alt={of.alt_text ?? ''} loading="lazy" />;
}
