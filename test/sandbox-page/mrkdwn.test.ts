import { describe, expect, it } from 'vitest';
import type { Inline, Piece } from '../../src/sandbox/page/text/mrkdwn-tree.ts';
import { parseMrkdwn } from '../../src/sandbox/page/text/parse-mrkdwn.ts';

/** The tree in short: `*[bold]` and so on, so that a test shows it at a glance. */
function short(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'bold':
    case 'italic':
    case 'strike':
      return `${part.kind}[${part.parts.map(short).join('')}]`;
    case 'code':
      return `code[${part.text}]`;
    case 'link':
      return `link[${part.label} ${part.url}]`;
    case 'user':
      return `user[${part.id}]`;
    case 'channel':
      return `channel[${part.id}]`;
    case 'group':
      return `group[${part.label}]`;
    case 'broadcast':
      return `broadcast[${part.range}]`;
    case 'date':
      return `date[${part.timestamp} ${part.format}]`;
    case 'emoji':
      return part.character;
  }
}

function read(text: string, verbatim = false): string[] {
  return parseMrkdwn(text, { verbatim }).map((piece: Piece) =>
    piece.kind === 'code'
      ? `code: ${piece.text}`
      : `${piece.kind}: ${piece.lines.map((line) => line.map(short).join('')).join(' / ')}`,
  );
}

describe('mrkdwn', () => {
  it.each([
    ['*bold* _italic_ ~gone~ `code`', 'bold[bold] italic[italic] strike[gone] code[code]'],
    ['*a _b_ c*', 'bold[a italic[b] c]'],
    ['2 * 3 * 4, snake_case_name, a*b*c', '2 * 3 * 4, snake_case_name, a*b*c'],
    ['*not closed', '*not closed'],
    ['(*bold*).', '(bold[bold]).'],
    [
      '<@U1> in <#C1|sales> <!here> <!subteam^S1|@team>',
      'user[U1] in channel[C1] broadcast[here] group[team]',
    ],
    ['<https://a.example/?x=1&amp;y=2|Acme &lt;3>', 'link[Acme <3 https://a.example/?x=1&y=2]'],
    ['see https://a.example/x_y, ok', 'see link[https://a.example/x_y https://a.example/x_y], ok'],
    ['<!date^1767225600^{date_short}|then>', 'date[1767225600 {date_short}]'],
    [':tada: at 10:30:00', '🎉 at 10:30:00'],
  ])('reads %s', (text, tree) => {
    expect(read(text)).toEqual([`lines: ${tree}`]);
  });

  it('never makes a mention or a link of what came escaped', () => {
    expect(read('&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|Acme&gt;', true)).toEqual([
      'lines: <!channel> <@U1> <https://evil.example|Acme>',
    ]);
    expect(read('&amp;lt;b&amp;gt;')).toEqual(['lines: &lt;b&gt;']);
  });

  it('knows no links but those to the web, to mail and to telephones', () => {
    expect(read('<javascript:alert(1)|click> <data:text/html,x>')).toEqual([
      'lines: <javascript:alert(1)|click> <data:text/html,x>',
    ]);
  });

  it('leaves bare addresses alone where the text is verbatim', () => {
    expect(read('see https://a.example', true)).toEqual(['lines: see https://a.example']);
  });

  it('reads quotes and code blocks', () => {
    expect(read('before\n&gt; one\n&gt; *two*\nafter\n```\n*not* bold\n```')).toEqual([
      'lines: before',
      'quote: one / bold[two]',
      'lines: after',
      'code: *not* bold',
    ]);
  });

  it('reads the worst text in no time', () => {
    const begun = performance.now();
    read('*a _b ~c <'.repeat(4000));
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
