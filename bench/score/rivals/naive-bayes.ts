import type { Contender } from '../contender.ts';
import { createFeaturizer } from '../featurizer.ts';
import type { Lead } from '../leads.ts';

/** Odoo starts each count at 0.1, so that no frequency is zero. */
const START = 0.1;

interface Counts {
  won: number;
  lost: number;
}

/**
 * Naive Bayes as Odoo's predictive lead scoring computes it (`_pls_get_naive_bayes_probabilities` in
 * addons/crm/models/crm_lead.py): the share of won leads, times for each field the value's share among the won (and
 * among the lost); values never met are left out, the result is kept within 0.01% and 99.99%. It knows categories only:
 * numbers come as the same quantile steps that Baton has. When these are laid out anew it counts all leads again, as Odoo's
 * nightly rebuild does.
 */
export function createNaiveBayes(): Contender {
  const featurizer = createFeaturizer();
  const log: Lead[] = [];
  let team: Counts = { won: 0, lost: 0 };
  let fields = new Map<string, { total: Counts; values: Map<string, Counts> }>();
  const count = (lead: Lead) => {
    const outcome = lead.label === 1 ? 'won' : 'lost';
    team[outcome] += 1;
    for (const [name, value] of featurizer.values(lead)) {
      const field = fields.get(name) ?? { total: { won: 0, lost: 0 }, values: new Map<string, Counts>() };
      let known = field.values.get(value);
      if (!known) {
        known = { won: START, lost: START };
        field.values.set(value, known);
        field.total.won += START;
        field.total.lost += START;
      }
      known[outcome] += 1;
      field.total[outcome] += 1;
      fields.set(name, field);
    }
  };
  return {
    name: "naive Bayes, Odoo's way",
    meet(lead) {
      if (!featurizer.meet(lead)) return;
      team = { won: 0, lost: 0 };
      fields = new Map();
      for (const known of log) count(known);
    },
    score(lead) {
      if (team.won === 0 || team.lost === 0) return { score: 0, probability: 0.5 };
      let odds = Math.log(team.won / team.lost);
      for (const [name, value] of featurizer.values(lead)) {
        const field = fields.get(name);
        const known = field?.values.get(value);
        if (!field || !known) continue;
        odds += Math.log(known.won / field.total.won) - Math.log(known.lost / field.total.lost);
      }
      const probability = Math.min(Math.max(1 / (1 + Math.exp(-odds)), 0.0001), 0.9999);
      return { score: odds, probability };
    },
    learn(lead) {
      log.push(lead);
      count(lead);
    },
  };
}
