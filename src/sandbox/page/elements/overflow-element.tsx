import { MoreIcon } from '../base/icons.tsx';
import { Menu } from '../base/menu.tsx';
import { PlainText } from '../text/plain-text.tsx';
import { safeUrl } from '../text/safe-url.ts';
import type { ElementProps } from './element.ts';
import { useSurface } from './surface.ts';
import { useConfirmed } from './use-confirmed.tsx';

/** The three dots and their menu. */
export function OverflowElement({ element, blockId }: ElementProps) {
  const surface = useSurface();
  const { run, dialog } = useConfirmed(element);
  const entries = (element.options ?? []).map((option, index) => {
    const href = 'url' in option && option.url ? safeUrl(option.url) : undefined;
    const choose = () => void surface.use(blockId, element.action_id ?? '', { selected_option: option });
    return {
      key: option.value ?? String(index),
      content: (
        <span className="menu-text">
          <PlainText text={option.text.text} />
          {option.description && (
            <small>
              <PlainText text={option.description.text} />
            </small>
          )}
        </span>
      ),
      ...(href !== undefined && { href }),
      choose: () => run(choose),
    };
  });
  return (
    <>
      <Menu
        label="More actions"
        entries={entries}
        button={
          <>
            <MoreIcon /> <span className="only-read">More actions</span>
          </>
        }
        buttonClass="button button-icon"
      />
      {dialog}
    </>
  );
}
