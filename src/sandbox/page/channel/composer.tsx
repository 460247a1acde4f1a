import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { SendIcon } from '../base/icons.tsx';
import { usePage } from '../state/page-context.ts';

interface ComposerProps {
  channel: string;
  label: string;
  thread?: string;
}

/** The message box: messages, and slash commands with suggestions. */
export function Composer({ channel, label, thread }: ComposerProps) {
  const { state, act } = usePage();
  const [text, setText] = useState('');
  const [failure, setFailure] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const isNaming = /^\/\S*$/.test(text) && thread === undefined;
  const found = isNaming ? state.commands.filter((one) => one.command.startsWith(text)) : [];
  const suggestions = found.some((one) => one.command === text) && found.length === 1 ? [] : found;
  const current = suggestions[Math.min(at, suggestions.length - 1)];

  async function send(): Promise<void> {
    const said = text.trim();
    if (said === '') return;
    setText('');
    setFailure('');
    const result = await act({
      type: 'say',
      channel,
      text: said,
      ...(thread !== undefined && { thread_ts: thread }),
    });
    if (result.ok) return;
    setFailure(result.error);
    setText((since) => (since === '' ? said : since));
  }

  function complete(command: string): void {
    setText(`${command} `);
    setAt(0);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && suggestions.length > 0) {
      event.preventDefault();
      setAt((at + step + suggestions.length) % suggestions.length);
    } else if (current && (event.key === 'Tab' || (event.key === 'Enter' && current.command !== text))) {
      event.preventDefault();
      complete(current.command);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {suggestions.length > 0 && (
        <div id={`${id}-list`} className="suggestions" role="listbox" aria-label="Commands">
          {suggestions.map((one) => (
            <div
              key={one.command}
              id={`${id}-${one.command}`}
              role="option"
              className="suggestion"
              aria-selected={one === current}
              onMouseDown={(event) => {
                event.preventDefault();
                complete(one.command);
              }}
            >
              <strong>{one.command}</strong> <span className="muted">{one.usage_hint}</span>
              <small>{one.description}</small>
            </div>
          ))}
        </div>
      )}
      {failure !== '' && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <div className="composer-box">
        <textarea
          rows={1}
          dir="auto"
          value={text}
          aria-label={label}
          placeholder={label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={suggestions.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={current && `${id}-${current.command}`}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-label="Send" disabled={text.trim() === ''}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
