/** Every id that Slack sends back to us, written once: used by the builder, the registration and the parser. */

export const ACTIONS = {
  claim: 'claim',
  snooze: 'snooze',
  reject: 'reject',
  more: 'more', // the overflow; its option's value is `brief:<handoverId>`
  release: 'release',
  logOutcome: 'log_outcome',
  correctOutcome: 'correct_outcome',
  backToNurture: 'back_to_nurture',
  handOverAgain: 'hand_over_again',
  threadWithRep: 'thread_with_rep',
  chooseLead: 'choose_lead', // one of several matches of /lead; value is the lead's id
  digestDetails: 'digest_details', // value is the week
  taskDone: 'task_done', // value is the id of the task's posting
  chooseLeadWhy: 'choose_lead_why', // the same of /lead why
} as const;

/** One-click outcomes, side by side in a direct message; the value is `<outcome>:<handoverId>`. */
export const OUTCOME_ACTIONS = ['outcome_1', 'outcome_2', 'outcome_3', 'outcome_4', 'outcome_5'] as const;

export const VIEWS = {
  snooze: 'snooze',
  reject: 'reject',
  outcome: 'outcome',
  correction: 'correction', // of an outcome
  brief: 'brief',
  digest: 'digest',
  tryForm: 'try_form',
  tryResult: 'try_result',
} as const;

export const COMMANDS = { lead: '/lead', handover: '/handover' } as const;

/** Blocks and inputs of modals: `values[block][input]`. */
export const INPUTS = {
  preset: 'preset',
  until: 'until',
  note: 'note',
  reason: 'reason',
  words: 'words',
  outcome: 'outcome',
  fit: 'fit',
  interest: 'interest',
  readiness: 'readiness',
  points: 'points',
} as const;

export const METADATA_EVENT = 'baton_posting';
