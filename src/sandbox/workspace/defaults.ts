import type { ChannelOption, PersonOption, Rates } from '../options.ts';

/** Two reps, their lead and a marketer: enough to play every part of a handover. */
export const defaultPeople: PersonOption[] = [
  { name: 'ana', real_name: 'Ana Costa', title: 'Sales rep', tz: 'Europe/Lisbon', color: '#2563eb' },
  { name: 'ben', real_name: 'Ben Adler', title: 'Sales rep', tz: 'Europe/Berlin', color: '#047857' },
  { name: 'sales-lead', real_name: 'Lena Vogt', title: 'Sales lead', tz: 'Europe/Berlin', color: '#b45309' },
  { name: 'mia', real_name: 'Mia Lindt', title: 'Marketer', tz: 'Europe/Berlin', color: '#be185d' },
];

export const defaultChannels: ChannelOption[] = [
  { name: 'general', topic: 'Everybody', members: ['ana', 'ben', 'sales-lead', 'mia'] },
  { name: 'sales', topic: 'Leads that are ready', members: ['ana', 'ben', 'sales-lead'] },
  { name: 'sales-dach', topic: 'Leads from DE, AT and CH', members: ['ana', 'ben', 'sales-lead'] },
  { name: 'marketing-feedback', topic: 'What became of our leads', members: ['mia', 'sales-lead'] },
];

export const appPerson = {
  name: 'baton',
  real_name: 'Baton',
  title: 'App',
  is_bot: true,
  color: '#4f46e5',
} satisfies PersonOption;

/** https://docs.slack.dev/apis/web-api/rate-limits/ */
export const defaultRates: Rates = {
  postsPerSecond: 1,
  postBurst: 3,
  tiers: { 1: 1, 2: 20, 3: 50, 4: 100 },
};

export const defaultEvents = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'member_joined_channel',
  'member_left_channel',
  'tokens_revoked',
];
