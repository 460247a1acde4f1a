import { useEffect, useState } from 'react';

/** Says a sentence to a screen reader, each time it changes. */
export function LiveText({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(text), [text]);
  return (
    <div className="only-read" role="status" aria-live="polite">
      {said}
    </div>
  );
}
