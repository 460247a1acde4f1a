import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseTarGzip } from 'nanotar';
import { z } from 'zod';
import { decidedAt, inOrder, type Market, type PostedActivity } from './market.ts';

const DAY_MS = 86_400_000;
/** The record is of conversions within so many days of a lead's beginning. */
const HORIZON_DAYS = 90;

const Row = z.record(z.string(), z.string());
type Row = z.infer<typeof Row>;

/**
 * The generated CRM of a `leadforge_*.tar.gz`. A lead is told with its contact and account when it begins; what it did
 * comes on its day: inbound touches and sessions. What sales did (outbound touches, activities, opportunities, stages) is
 * left out: it comes of a handover, and is not known before one.
 */
export async function readLeadforge(file: string): Promise<Market> {
  const tables = await readTables(file);
  const [contacts, accounts] = [byId(tables('contacts')), byId(tables('accounts'))];
  const closed = new Map(
    tables('opportunities').map((row) => [row['lead_id'] ?? '', row['closed_at'] ?? '']),
  );
  const activities: PostedActivity[] = [];
  const outcomes: Market['outcomes'] = new Map();
  for (const row of tables('leads')) {
    const key = row['lead_id'] ?? '';
    const beganAt = noonOf(row['lead_created_at']);
    const accepted = row['converted_within_90_days'] === 'True';
    const day = accepted ? row['conversion_timestamp'] : closed.get(key);
    const knownAt = day ? noonOf(day) : beganAt + HORIZON_DAYS * DAY_MS;
    outcomes.set(key, { accepted, knownAt });
    activities.push(
      {
        id: `${key}-began`,
        type: row['lead_source'] === 'sdr_outbound' ? 'listed' : 'form_submitted',
        at: new Date(beganAt).toISOString(),
        lead: { crm_id: key, ...factsOf(row, contacts, accounts) },
      },
      decidedAt(key, { accepted, knownAt }),
    );
  }
  for (const row of tables('touches')) {
    if (row['touch_direction'] !== 'inbound') continue;
    activities.push(actOf(row, row['touch_id'], `${row['touch_type']}_in`, row['touch_timestamp']));
  }
  for (const row of tables('sessions')) {
    activities.push(actOf(row, row['session_id'], `${row['session_type']}_visit`, row['session_timestamp']));
  }
  return {
    name: basename(file).replace('.tar.gz', ''),
    playbook: join(import.meta.dirname, 'playbooks/leadforge.yaml'),
    stepMs: DAY_MS,
    activities: inOrder(activities),
    outcomes,
  };
}

function actOf(row: Row, id = '', type: string, day: string | undefined): PostedActivity {
  return { id, type, at: new Date(noonOf(day)).toISOString(), lead: { crm_id: row['lead_id'] ?? '' } };
}

const COUNTRIES: Readonly<Record<string, string>> = { UK: 'GB', US: 'US' };
const EMPLOYEES: Readonly<Record<string, number>> = {
  '200-499': 350,
  '500-999': 750,
  '1000-1999': 1500,
  '2000+': 3000,
};

function factsOf(row: Row, contacts: Map<string, Row>, accounts: Map<string, Row>) {
  const key = row['lead_id'] ?? '';
  const contact = contacts.get(row['contact_id'] ?? '');
  const account = accounts.get(row['account_id'] ?? '');
  const domain = `${(row['account_id'] ?? '').replace('_', '-')}.example`;
  const kind = contact?.['email_domain_type'];
  return {
    name: `Contact of ${key}`,
    role: contact?.['job_title'],
    ...(kind === 'corporate' && { email: `${key}@${domain}` }),
    ...(kind === 'personal' && { email: `${key}@gmail.com` }),
    company: {
      name: account?.['company_name'],
      domain,
      industry: account?.['industry']?.replaceAll('_', ' '),
      employees: EMPLOYEES[account?.['employee_band'] ?? ''] ?? null,
      country: COUNTRIES[account?.['region'] ?? ''] ?? null,
    },
    source: { channel: row['lead_source'] },
  };
}

async function readTables(file: string): Promise<(name: string) => Row[]> {
  const members = await parseTarGzip(await readFile(file));
  return (name) => {
    const member = members.find((one) => one.name.endsWith(`tables/${name}.csv`));
    if (!member) throw new Error(`${file} has no tables/${name}.csv`);
    return z.array(Row).parse(parse(member.text, { columns: true }));
  };
}

/** Rows by their first column, which is their id. */
function byId(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [Object.values(row)[0] ?? '', row]));
}

/** The record has days; what comes on one comes at its noon. */
function noonOf(day: string | undefined): number {
  return Date.parse(`${day}T12:00:00Z`);
}
