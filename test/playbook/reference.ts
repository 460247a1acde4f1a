import type { FieldSchema } from '../../src/playbook/fields.ts';

interface Field {
  name: string; // from its section on: `roles[].points`
  schema: FieldSchema;
  required: boolean;
}

/** A table of every field for each part of the playbook, in Markdown; examples come from a playbook that has all. */
export function referenceTables(root: FieldSchema, example: unknown): string {
  const parts = fieldsOf(root);
  const plain = parts.filter(({ schema }) => childrenOf(schema).length === 0);
  const sections = parts.filter((part) => !plain.includes(part));
  return [
    table(plain, (name) => exampleAt(example, name)),
    ...sections.map(({ name, schema, required }) => {
      const rows = childrenOf(schema).flatMap((child) => withChildren(child));
      return [
        `### \`${name}\``,
        `${schema.description}.${schema.items ? ' A list.' : ''}${required ? ' Required.' : ''}`,
        table(rows, (field) => exampleAt(example, `${name}${field.startsWith('[') ? '' : '.'}${field}`)),
      ].join('\n\n');
    }),
  ].join('\n\n');
}

function fieldsOf({ properties = {}, required = [] }: FieldSchema, at = ''): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name: `${at}${name}`,
    schema,
    required: required.includes(name),
  }));
}

/** Fields within a field: its own, those of its entries, or those of what it holds by name. */
function childrenOf(schema: FieldSchema, at = ''): Field[] {
  const dot = at ? `${at}.` : '';
  if (schema.properties) return fieldsOf(schema, dot);
  if (schema.items?.properties) return fieldsOf(schema.items, `${at}[].`);
  const held = schema.additionalProperties;
  return typeof held === 'object' && held.properties ? fieldsOf(held, `${dot}*.`) : [];
}

function withChildren(field: Field): Field[] {
  return [field, ...childrenOf(field.schema, field.name).flatMap(withChildren)];
}

function table(fields: Field[], exampleOf: (name: string) => string): string {
  const rows = fields.map(
    ({ name, schema, required }) =>
      `| \`${name}\` | ${schema.description ?? ''} | ${says(schema)} | ${required ? 'required' : code(schema.default)} | ${exampleOf(name)} |`,
  );
  return [
    '| field | what it does | type | default | example |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The type of a field in words, with its bounds. */
function says(schema: FieldSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.items) return `list of: ${says(schema.items)}`;
  if (schema.properties) return 'fields';
  if (typeof schema.additionalProperties === 'object')
    return `names with: ${says(schema.additionalProperties)}`;
  const named = schema.title ?? schema.format;
  if (named) return named;
  const words: Record<string, string> = {
    string: 'text',
    integer: 'whole number',
    boolean: '`true` or `false`',
  };
  return `${words[schema.type ?? ''] ?? 'number'}${bounds(schema)}`;
}

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: FieldSchema): string {
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  return [
    exclusiveMinimum !== undefined && ` above ${exclusiveMinimum}`,
    minimum !== undefined && ` from ${minimum}`,
    exclusiveMaximum !== undefined && ` below ${exclusiveMaximum}`,
    most !== undefined && ` up to ${most}`,
  ]
    .filter(Boolean)
    .join(',');
}

/** The first value in the example that stands there; none for lists of fields. */
function exampleAt(example: unknown, name: string): string {
  const steps = name.split(/\.|(?=\[\])/);
  const found = steps.reduce<unknown[]>(
    (values, step) =>
      values.flatMap((value): unknown[] => {
        if (typeof value !== 'object' || value === null) return [];
        if (step === '[]' || step === '*') return Object.values(value);
        return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
      }),
    [example],
  );
  return code(found.find((value) => !Object.values(Object(value)).some((one) => typeof one === 'object')));
}

function code(value: unknown): string {
  if (value === undefined) return '';
  const text = inYaml(value);
  return text === '{}' ? '' : `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, part]) => `${key}: ${inYaml(part)}`);
  return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
}
