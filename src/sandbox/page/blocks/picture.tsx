import { safeImage } from '../text/safe-url.ts';
import type { Picture } from './any-block.ts';

export function PictureView({ of, className }: { of: Picture; className?: string }) {
  return (
    <img
      className={className}
      src={safeImage(of.image_url ?? of.slack_file?.url)}
      alt={of.alt_text ?? ''}
      loading="lazy"
    />
  );
}
