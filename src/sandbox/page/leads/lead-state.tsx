import { usePage } from '../state/page-context.ts';

/** "card in #sales", where the channel can be opened if I am in it. */
export function LeadState({ text }: { text: string }) {
  const { state, go } = usePage();
  const names = new Set([...state.channels.values()].map((channel) => channel.name));
  return (
    <p className="lead-state">
      {text.split(/(#[\w-]+)/).map((part, index) =>
        names.has(part.slice(1)) && part.startsWith('#') ? (
          <button
            key={index}
            type="button"
            className="mention"
            onClick={() => go({ channel: part.slice(1) })}
          >
            {part}
          </button>
        ) : (
          part
        ),
      )}
    </p>
  );
}
