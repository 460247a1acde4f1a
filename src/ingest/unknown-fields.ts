import { ActivityInput, idOf } from './activity-input.ts';

/** An activity that was taken in without some of its fields: a misspelt one would otherwise be missed by nobody. */
interface Warning {
  index: number;
  id: string | null;
  fields: string[];
}

const { lead, content } = ActivityInput.shape;

/** Every object of an activity whose fields are named in advance, by the path to it; `properties` may hold anything. */
const OBJECTS = [
  { path: [], fields: ActivityInput.shape },
  { path: ['lead'], fields: lead.shape },
  { path: ['lead', 'company'], fields: lead.shape.company.unwrap().unwrap().shape },
  { path: ['lead', 'source'], fields: lead.shape.source.unwrap().unwrap().shape },
  { path: ['content'], fields: content.unwrap().unwrap().shape },
].map(({ path, fields }) => ({ path, fields: new Set(Object.keys(fields)) }));

const MOST = 20;
const LONGEST = 100;

/** Names the activities of a batch, taken in or not, that have fields which we do not know. */
export function warningsOf(batch: unknown[]): Warning[] {
  return batch.flatMap((activity, index) => {
    const fields = unknownFields(activity);
    return fields.length > 0 ? { index, id: idOf(activity), fields } : [];
  });
}

/** The fields of a posted activity that we do not know, such as `lead.emial`: at most 20, each cut to 100 characters. */
function unknownFields(activity: unknown): string[] {
  const unknown: string[] = [];
  for (const { path, fields } of OBJECTS) {
    for (const field in objectAt(activity, path)) {
      if (fields.has(field)) continue;
      unknown.push([...path, field].join('.').slice(0, LONGEST).toWellFormed());
      if (unknown.length === MOST) return unknown;
    }
  }
  return unknown;
}

function objectAt(value: unknown, path: string[]): object {
  const [field, ...rest] = path;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return field === undefined ? value : objectAt(Reflect.get(value, field), rest);
}
