import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlocks, readMrkdwn } from '../../src/sandbox/mrkdwn.ts';

describe('readMrkdwn', () => {
  it.for<[string, string[], string[]]>([
    ['<!channel> look', ['channel'], []],
    ['<!here|here> <!everyone>', ['here', 'everyone'], []],
    ['<@U0ANA> and <@U0BEN|ben>', ['U0ANA', 'U0BEN'], []],
    ['<!subteam^S0REPS|@reps>', ['S0REPS'], []],
    ['<https://evil.example|Acme>', [], ['https://evil.example']],
    ['see https://acme.example/a?b=1&amp;c=2.', [], ['https://acme.example/a?b=1&c=2.']],
    ['&lt;!channel&gt; &lt;https://evil.example|Acme&gt;', [], ['https://evil.example']],
    ['a < b > c, <not a link>', [], []],
    ['<#C0SALES|sales> <!date^1392734382^{date}|Feb 18>', [], []],
    ['@channel @here', [], []],
  ])('%s', ([text, mentions, urls]) => {
    const effects = readMrkdwn(text);
    expect(effects.mentions).toEqual(mentions);
    expect(effects.links.map((link) => link.url.replace(/\|.*$/, ''))).toEqual(urls);
  });

  it('tells a written link from a bare address, which verbatim leaves alone', () => {
    expect(readMrkdwn('<https://evil.example|Acme>').links).toEqual([
      { url: 'https://evil.example', text: 'Acme', automatic: false },
    ]);
    expect(readMrkdwn('https://acme.example').links).toMatchObject([{ automatic: true }]);
    expect(readMrkdwn('https://acme.example', { verbatim: true }).links).toEqual([]);
  });

  it('escaped text never mentions anyone and never makes a link by itself', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom('<!channel>', '<@U0ANA>', '<https://evil.example|Acme>', '<!subteam^S1>', '<<!here>>'),
    );
    fc.assert(
      fc.property(
        fc.array(hostile).map((parts) => parts.join('')),
        (name) => {
          const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
          expect(readMrkdwn(escaped, { verbatim: true })).toEqual({ mentions: [], links: [] });
        },
      ),
    );
  });
});

describe('readBlocks', () => {
  it('reads mrkdwn and rich text wherever they stand, and passes plain text over', () => {
    const section = {
      type: 'section',
      text: { type: 'mrkdwn', text: '<@U1>' },
      fields: [{ type: 'plain_text', text: '<@U2>' }],
    };
    const rich = {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'U3' },
            { type: 'broadcast', range: 'channel' },
            { type: 'text', text: '<!here> https://acme.example' },
            { type: 'link', url: 'https://acme.example', text: 'Acme' },
          ],
        },
      ],
    };
    expect(readBlocks([section, rich])).toEqual({
      mentions: ['U1', 'U3', 'channel'],
      links: [{ url: 'https://acme.example', text: 'Acme', automatic: false }],
    });
  });
});
