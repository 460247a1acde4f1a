import { expect, test } from 'vitest';
import { readWhyNow } from '../../src/scoring/why-now.ts';
import { CFO, DAY, did, inputFor, NOW } from './example.ts';

const whyNow = (...args: Parameters<typeof inputFor>) => readWhyNow(inputFor(...args));

test('who asks is told first of all, whatever else they did', () => {
  const asked = did('demo_requested', 2);
  expect(whyNow(CFO, [did('resource_downloaded', 90), asked, did('pricing_viewed', 1)])).toMatchObject({
    trigger: 'asked',
    at: asked.at,
    says: 'requested a demo 2 days ago',
    evidence: [asked.id],
  });
});

test('a meaningful action after a pause of three weeks is a return, after less it is not', () => {
  const back = (days: number) => whyNow(CFO, [did('webinar_attended', 1 + days), did('pricing_viewed', 1)]);
  expect(back(35)).toMatchObject({
    trigger: 'return',
    says: 'looked at pricing for the first time yesterday, after 5 quiet weeks',
  });
  expect(back(21)?.trigger).toBe('return');
  expect(back(20)?.trigger).not.toBe('return');
});

test('more in days than was usual is a surge', () => {
  const surge = [did('resource_downloaded', 3, 'a'), did('webinar_attended', 1, 'b')];
  expect(whyNow(CFO, surge)).toMatchObject({
    trigger: 'surge',
    says: '2 meaningful actions since Friday, all new',
  });
});

test('several colleagues make even a small action news; one does not', () => {
  const registered = [did('webinar_registered', 1)];
  const since = NOW - 3 * DAY;
  expect(whyNow(CFO, registered, { colleagues: { active: 2, since } })).toMatchObject({
    trigger: 'company',
    says: 'registered for “month-end” for the first time, yesterday; 2 colleagues active since Friday',
  });
  expect(whyNow(CFO, registered, { colleagues: { active: 1, since } })).toBeNull();
});

test('what was done with something names it', () => {
  const back = (page: string | null) =>
    whyNow(CFO, [did('pricing_viewed', 40), did('webinar_attended', 1, page)])?.says;
  expect(back('Close in five days')).toMatch(
    /^attended “Close in five days” for the first time yesterday, after/,
  );
  expect(back(null)).toMatch(/^attended a webinar for the first time yesterday, after/);
});

test('something strong for the first time is news, its repetition is not', () => {
  expect(whyNow(CFO, [did('pricing_viewed', 1)])).toMatchObject({
    trigger: 'first',
    says: 'looked at pricing for the first time, yesterday',
  });
  expect(whyNow(CFO, [did('pricing_viewed', 1), did('pricing_viewed', 15)])).toBeNull();
});

test('what is done after it does not take the news away', () => {
  const first = did('webinar_attended', 6, 'a');
  const usual = [20, 19, 18, 17, 16, 15].map((days) => did('webinar_registered', days, `${days}`));
  for (const later of [did('webinar_attended', 1, 'b'), did('webinar_registered', 1, 'x')])
    expect(whyNow(CFO, [...usual, first, later])).toMatchObject({
      trigger: 'first',
      at: first.at,
      says: 'attended “a” for the first time, 6 days ago',
      evidence: [first.id],
    });
});

test('nothing is news that is older than why_now_days, or was there at the last handover', () => {
  expect(whyNow(CFO, [did('demo_requested', 13.9)])?.trigger).toBe('asked');
  expect(whyNow(CFO, [did('demo_requested', 14)])).toBeNull();
  expect(whyNow(CFO, [did('demo_requested', 3)], { since: NOW - 2 * DAY })).toBeNull();
  expect(whyNow(CFO, [did('demo_requested', 1)], { since: NOW - 2 * DAY })?.trigger).toBe('asked');
});

test('reading two pages is not news: nothing meaningful happened', () => {
  expect(whyNow(CFO, [did('content_viewed', 1, 'a'), did('content_viewed', 1, 'b')])).toBeNull();
});
