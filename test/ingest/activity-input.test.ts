import { expect, test } from 'vitest';
import { parseActivities } from '../../src/ingest/activity-input.ts';

const now = new Date('2026-03-02T09:00:00Z');

function parse(more: object) {
  const activity = { id: 'a', type: 'x', at: '2026-03-01T09:00:00Z', lead: { user_id: 'u' }, ...more };
  const { activities, rejected } = parseActivities([activity], now);
  return { activity: activities[0], errors: rejected[0]?.errors };
}

test.each([100, 100_000])('properties %i levels deep are refused, not fatal', (levels) => {
  const properties: unknown = JSON.parse(`{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`);
  expect(parse({ properties }).errors).toEqual([
    { path: 'properties', message: 'expected at most 20 levels' },
  ]);
});

test('the size of properties is counted in bytes', () => {
  const properties = { a: 'é'.repeat(9_000) };
  expect(parse({ properties }).errors).toEqual([{ path: 'properties', message: 'expected at most 16 KB' }]);
});

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '1969-12-31T23:59:59Z'])(
  'a time that no database keeps or no client means is refused: %s',
  (at) => {
    expect(parse({ at }).errors).toEqual([{ path: 'at', message: 'expected a time since 1970' }]);
  },
);

test('an internationalised domain has one spelling', () => {
  const email = ' Jane@MÜLLER.example ';
  expect(parse({ lead: { email } }).activity?.lead.email).toBe('jane@xn--mller-kva.example');
  expect(parse({ lead: { email: 'jane@xn--mller-kva.example' } }).activity?.lead.email).toBe(
    'jane@xn--mller-kva.example',
  );
  const { activity } = parse({ lead: { user_id: 'u', company: { domain: 'www.Müller.example' } } });
  expect(activity?.lead.company?.domain).toBe('xn--mller-kva.example');
});

test('text is cleaned of control characters, trimmed and cut to its length; emails have one spelling', () => {
  const lead = {
    email: ' Jane@ACME.example\u0000 ',
    name: ' Jane\u0000 \u0007Doe\u001b ',
    role: 'x'.repeat(400),
    phone: '  ',
    country: 'de',
    tags: [' VIP\u0008 '],
  };
  const { activity } = parse({ lead, content: { title: ' A\u0000 guide\ud800 ' } });
  expect(activity?.lead).toMatchObject({
    email: 'jane@acme.example',
    name: 'Jane Doe',
    role: 'x'.repeat(300),
    phone: null,
    country: 'DE',
    tags: ['VIP'],
  });
  expect(activity?.content?.title).toBe('A guide\ufffd');
  expect(parse({ lead: { user_id: 'x'.repeat(201) } }).errors).toMatchObject([{ path: 'lead.user_id' }]);
});
