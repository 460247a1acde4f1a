import { claimHandover } from '../../src/handover/claim.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { refoldInterest } from '../../src/ingest/rebuild-interest.ts';
import { lookUpLead } from '../../src/reports/look-up-lead.ts';
import { addRound, NOW } from './activities.ts';
import { addHandovers } from './copies.ts';

interface Work {
  what: string;
  /** What must be there before it, outside the measured time. */
  prepare?: () => Promise<unknown>;
  run: () => Promise<unknown>;
}

/** What Baton does all day. */
export function listWorks(deps: SelectionDeps): Work[] {
  const { database, playbook } = deps;
  let open: { id: string }[] = [];
  let leads: string[] = [];

  async function pickLeads(take: number): Promise<void> {
    const some = await database.prisma.lead.findMany({
      where: { email: { startsWith: 'lead' } },
      orderBy: { id: 'desc' },
      take,
    });
    leads = some.map(({ id }) => id);
  }

  return [
    { what: 'take in 1,000 activities of 1,000 leads', run: () => addRound(deps, 1_000) },
    {
      what: 'a tick with 500 changed leads',
      async prepare() {
        await pickLeads(500);
        await database.sql.query('UPDATE "Lead" SET "changedAt" = NULL, "dueAt" = NULL');
        await database.prisma.lead.updateMany({ where: { id: { in: leads } }, data: { changedAt: NOW } });
      },
      run: () => scoreDueLeads(deps, NOW),
    },
    {
      what: 'claim 20 cards',
      async prepare() {
        await addHandovers(database, 20, 'open');
        open = await database.prisma.handover.findMany({ where: { state: 'open' }, select: { id: true } });
      },
      async run() {
        for (const { id } of open) await claimHandover(deps, { handoverId: id, by: `U${id}`, now: NOW });
      },
    },
    {
      what: 'brief 20 leads for `/lead`',
      prepare: () => pickLeads(20),
      async run() {
        for (const leadId of leads) await lookUpLead(deps, { leadId }, NOW);
      },
    },
    { what: 'find a lead by a part of its name', run: () => lookUpLead(deps, { query: 'lead4321@' }, NOW) },
    {
      what: 'fold the interest of 100 leads anew',
      prepare: () => pickLeads(100),
      run: () => refoldInterest(database, leads, playbook.current, playbook.hash),
    },
  ];
}
