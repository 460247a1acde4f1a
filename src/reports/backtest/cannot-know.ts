/** What a replay of the past can't know, for whoever reads its figures. */
export const CANNOT_KNOW = [
  'What sales would have said of a lead that it was never handed: such leads count as unknown.',
  'An earlier value of a fact: only the newest is kept, and counts from when it was said.',
  'That two leads were two before they turned out to be one: they count as one from the beginning.',
  'What was deleted, and what other verdicts other handovers would have brought: both learn from those that were given.',
  'What a playbook would have said of handovers from before the replay: it is calibrated on what was said of them in fact.',
  'Second looks, the weekly budget and the limit of open claims: they are not replayed.',
];
