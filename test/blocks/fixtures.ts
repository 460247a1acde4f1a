import type { CardState } from '../../src/blocks/card-state.ts';
import type { Brief } from '../../src/handover/brief.ts';
import type { HandoverState } from '../../src/handover/state.ts';
import { Playbook } from '../../src/playbook/schema.ts';
import type { Assessment } from '../../src/scoring/assessment.ts';

export const NOW = Date.parse('2026-03-02T09:00:00Z');
export const HANDOVER_ID = '0b8f6f0e-2f1c-4a57-9a33-5c9a3f1f7a10';

export const brief: Brief = {
  leadName: 'Jane Doe',
  fields: {
    name: { text: 'Jane Doe', evidence: ['profile.name'] },
    role: { text: 'VP Finance', evidence: ['profile.role'] },
    organisation: { text: 'Acme GmbH', evidence: ['company.name'] },
    source: { text: 'LinkedIn, campaign close-faster', evidence: ['a3'] },
    latest_action: { text: 'Looked at pricing 2 hours ago', evidence: ['a1'] },
    summary: {
      text: 'Downloaded 2 guides and attended 1 webinar on month-end close in 9 days',
      evidence: ['a2', 'a3'],
    },
    problem: { text: 'Month-end close takes too long', evidence: ['a2', 'a3'] },
    company_context: { text: 'Manufacturing, 800 employees, Germany', evidence: ['company.industry'] },
    angle: { text: 'Show how Acme GmbH can close in 3 days', evidence: ['a2'] },
  },
  whyNow: { text: 'First pricing visit after 5 quiet weeks; 2 colleagues since Tuesday', evidence: ['a1'] },
  missing: [],
  timeline: [
    {
      activityId: 'a1',
      at: NOW - 7.2e6,
      says: 'looked at pricing',
      url: 'https://ledgerly.example/pricing',
      meaningful: true,
    },
    { activityId: 'a2', at: NOW - 8.64e7, says: 'attended Close faster', url: null, meaningful: true },
    {
      activityId: 'a3',
      at: NOW - 7.8e8,
      says: 'downloaded Month-end close checklist',
      url: null,
      meaningful: true,
    },
  ],
};

export const assessment: Assessment = {
  at: NOW,
  fit: 90,
  interest: 64,
  context: 100,
  doubt: 10,
  logOdds: 1.5,
  calibration: { verdicts: 40, error: null },
  verdicts: 40,
  readiness: 82,
  points: 41.4,
  reasons: [
    {
      term: 'role:decision maker',
      group: 'fit.role',
      says: 'VP Finance is a decision maker',
      points: 30,
      evidence: ['profile.role'],
    },
    {
      term: 'signal:pricing_viewed',
      group: 'interest',
      says: 'looked at pricing',
      points: 18.7,
      evidence: ['a1'],
    },
    {
      term: 'industry:manufacturing',
      group: 'fit.organisation',
      says: 'manufacturing fits',
      points: 15.3,
      evidence: ['company.industry'],
    },
    {
      term: 'email:free',
      group: 'fit.organisation',
      says: 'writes from a free mailbox',
      points: -15,
      evidence: ['profile.email'],
    },
    { term: 'baseline', group: 'baseline', says: 'most leads are not accepted', points: -7.6, evidence: [] },
  ],
  gates: [{ gate: 'fit', passed: true, says: 'fit 90 is at least 35' }],
  passed: true,
  whyNow: null,
  handRaise: false,
  level: 'decision maker',
  topics: [{ id: 'close', weight: 1, share: 1, evidence: ['a1'] }],
  missing: [],
  features: {},
};

export const playbook = Playbook.parse({
  version: 1,
  seller: 'Ledgerly',
  timezone: 'Europe/Berlin',
  interest: { signals: {} },
  routes: [{ channel: 'sales' }],
  reject_reasons: [
    { id: 'wrong_person', label: 'Wrong person', teaches: 'fit.role' },
    { id: 'timing', label: 'Bad timing', teaches: 'timing' },
  ],
  outcomes: [
    { id: 'meeting', label: 'Meeting booked', teaches: 'positive' },
    { id: 'disqualified', label: 'Disqualified', reasons: ['wrong_person', 'no_budget'] },
  ],
  feedback: { channel: 'marketing' },
});

/** A card of the usual lead in this state, as the database would give it. */
export function cardIn(state: HandoverState, changes: Partial<CardState> = {}): CardState {
  const claimed = { by: 'U1REP', at: NOW + 240_000, took: { ms: 240_000, workingMs: 240_000 } };
  return {
    handoverId: HANDOVER_ID,
    leadId: 'lead-1',
    state,
    brief,
    assessment,
    handRaise: false,
    secondLook: false,
    host: null,
    sameAs: null,
    claimed: state === 'claimed' || state === 'closed' ? claimed : null,
    snoozed: state === 'snoozed' ? { by: 'U1REP', until: NOW + 8.64e7, note: 'back from leave' } : null,
    woken: null,
    lapsed: null,
    expiresAfter: '2 working days',
    rejected:
      state === 'rejected' ? { by: 'U1REP', reason: 'Wrong person', words: 'a controller', at: NOW } : null,
    outcome:
      state === 'closed'
        ? { by: 'U1REP', label: 'Disqualified', reason: 'no_budget', words: 'next year', at: NOW }
        : null,
    snoozePresets: playbook.snooze.map(({ label }) => ({ label })),
    timezone: 'Europe/Berlin',
    ...changes,
  };
}
