import { setImmediate } from 'node:timers/promises';
import { findRoute } from '../../handover/route.ts';
import type { Route } from '../../playbook/routes.ts';
import { spanMs } from '../../playbook/duration.ts';
import type { Playbook } from '../../playbook/schema.ts';
import { assess } from '../../scoring/assess.ts';
import type { Assessment } from '../../scoring/assessment.ts';
import { learnFrom } from '../../scoring/lesson.ts';
import { calibrationOf } from '../../scoring/model/calibration.ts';
import type { Model } from '../../scoring/model/model.ts';
import type { Companies } from './companies.ts';
import type { InterestPast } from './interest-past.ts';
import type { PastLead } from './past-lead.ts';
import { createPlaces } from './places.ts';
import type { Said } from './read-history.ts';
import type { Label, Talk } from './talks.ts';
import type { VerdictsThen } from './verdicts-then.ts';

/** A handover that a playbook would have made, with what sales said of the lead in fact. */
export interface ReplayedHandover {
  leadId: string;
  channel: string;
  at: number;
  label: Label;
}

/** A lead that passes, for whom there is no place before a moment. */
export interface Waiting {
  lead: PastLead;
  until: number;
}

/** One playbook, going through the past: what it knows, whom it has handed over. */
export interface Side {
  playbook: Playbook;
  interest: InterestPast;
  handedOver: ReplayedHandover[];
  /** What it said of the handovers that were made in fact, each just before it was. */
  scored: (Said & { talk: Talk })[];
  /** Learns anew, and sets its readiness right by the final verdicts. */
  learn(verdicts: VerdictsThen): void;
  /** Says what it thinks of a handover that was made in fact. */
  judge(talk: Talk, lead: PastLead): void;
  /**
   * Hands over the best of these leads that pass the gates and for whom there is a place; gives back who waits for one, and until when.
   * Lets other work of the process run in between.
   */
  handOver(leads: Iterable<PastLead>, now: number): Promise<Waiting[]>;
  /** A handover from before the replay. */
  begin(talk: Talk): void;
}

const BREATH = 500; // leads scored before other work gets its turn

/** Where the past of a lead with sales leaves it. */
interface Standing {
  endsAt: number; // when sales is done with it
  awayUntil: number;
}

export function createSide(
  playbook: Playbook,
  interest: InterestPast,
  companies: Companies,
  talkNear: (leadId: string, at: number) => Talk | null,
): Side {
  const standings = new Map<string, Standing>();
  const excluded = new Map<string, number>(); // lead or company -> from when on
  const places = createPlaces(playbook);
  const handedOver: ReplayedHandover[] = [];
  const scored: Side['scored'] = [];
  const said = new Map<string, Said>(); // by handover id
  let model: Model = learnFrom(playbook, []);

  /** Sales has the lead until it said in fact that it was done with it; a card of which it said nothing lapses. */
  function settle(leadId: string, companyId: string | null, talk: Talk | null, at: number): void {
    const endsAt = talk
      ? Math.max(at, talk.closedAt ?? Number.POSITIVE_INFINITY)
      : at + spanMs(playbook.service_levels.expire_after);
    const { kind, reasonId, outcomeId } = talk?.verdict ?? {};
    const reason =
      kind === 'rejected' ? playbook.reject_reasons.find(({ id }) => id === reasonId) : undefined;
    const outcome = kind === 'outcome' ? playbook.outcomes.find(({ id }) => id === outcomeId) : undefined;
    const away = (reason ?? outcome)?.recycle_after;
    standings.set(leadId, { endsAt, awayUntil: endsAt + (away ? spanMs(away) : 0) });
    if (reason?.exclude) excluded.set(leadId, endsAt);
    if (reason?.exclude === 'company' && companyId) excluded.set(companyId, endsAt);
  }

  function score(lead: PastLead, now: number): Assessment {
    const endsAt = standings.get(lead.id)?.endsAt ?? Number.POSITIVE_INFINITY;
    return assess({
      profile: lead.profileAt(now),
      interest: interest.of(lead.id),
      colleagues: companies.colleaguesOf(lead, interest, now),
      playbook,
      model,
      since: endsAt <= now ? endsAt : null,
      now,
    });
  }

  function isFree({ id, companyId }: PastLead, now: number): boolean {
    const isExcluded = [id, companyId ?? ''].some(
      (one) => (excluded.get(one) ?? Number.POSITIVE_INFINITY) <= now,
    );
    return !isExcluded && (standings.get(id)?.awayUntil ?? 0) <= now;
  }

  return {
    playbook,
    interest,
    handedOver,
    scored,
    learn({ counted, matured }) {
      const shown = matured.flatMap((verdict) => {
        // Of before the replay there is only what was said in fact.
        const score = said.get(verdict.handoverId) ?? verdict.said;
        return score ? [{ ...score, accepted: Number(verdict.teaches === 'positive') }] : [];
      });
      model = { ...learnFrom(playbook, counted), calibration: calibrationOf(shown) };
    },
    judge(talk, lead) {
      const { logOdds, readiness } = score(lead, talk.at);
      said.set(talk.id, { logOdds, readiness });
      scored.push({ talk, logOdds, readiness });
    },
    async handOver(leads, now) {
      const ready: { lead: PastLead; assessment: Assessment; route: Route }[] = [];
      let looked = 0;
      for (const lead of leads) {
        if (!isFree(lead, now)) continue;
        if (++looked % BREATH === 0) await setImmediate();
        const assessment = score(lead, now);
        const route = assessment.passed ? findRoute(playbook, lead.profileAt(now), assessment) : null;
        if (route) ready.push({ lead, assessment, route });
      }
      ready.sort(
        (a, b) =>
          Number(b.assessment.handRaise) - Number(a.assessment.handRaise) ||
          b.assessment.readiness - a.assessment.readiness,
      );
      return ready.flatMap(({ lead, assessment, route }) => {
        const place = places.take(route, lead.companyId, assessment.handRaise, now);
        if ('until' in place) return [{ lead, until: place.until }];
        const talk = talkNear(lead.id, now);
        settle(lead.id, lead.companyId, talk, now);
        handedOver.push({
          leadId: lead.id,
          channel: place.channel,
          at: now,
          label: talk?.label ?? 'unknown',
        });
        return [];
      });
    },
    begin(talk) {
      places.note(talk.channel, talk.companyId, talk.at);
      settle(talk.leadId, talk.companyId, talk.verdict || talk.closedAt === null ? talk : null, talk.at);
    },
  };
}
