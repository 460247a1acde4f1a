import type { Message } from '../../protocol.ts';

interface BroadcastLineProps {
  /** The message above the thread; `undefined` when it is gone or too old to be here. */
  root: Message | undefined;
  onOpen: () => void;
}

/** Says that a message of the channel is a reply in a thread, and opens that thread. */
export function BroadcastLine({ root, onOpen }: BroadcastLineProps) {
  return (
    <p className="message-broadcast">
      replied to a thread:{' '}
      <button type="button" className="link-button" onClick={onOpen}>
        {root?.text || 'an earlier message'}
      </button>
    </p>
  );
}
