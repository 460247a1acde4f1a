import { z } from 'zod';
import { Playbook } from './schema.ts';

/** A node of the playbook's JSON Schema, as far as Baton reads it. */
export interface FieldSchema {
  type?: string;
  title?: string;
  format?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  required?: string[];
  properties?: Record<string, FieldSchema>;
  additionalProperties?: FieldSchema | boolean;
  items?: FieldSchema;
}

/** What may be written in a playbook, as JSON Schema. */
export function playbookFields(): FieldSchema {
  return z.toJSONSchema(Playbook, { io: 'input', unrepresentable: 'any' }) as FieldSchema;
}

/** The fields that may stand at a place of the playbook. */
export function fieldsAt(path: readonly PropertyKey[]): string[] {
  let node: FieldSchema | undefined = playbookFields();
  for (const part of path) node = node && childOf(node, part);
  return Object.keys(node?.properties ?? {});
}

function childOf(node: FieldSchema, part: PropertyKey): FieldSchema | undefined {
  if (typeof part === 'number') return node.items;
  const named = Object.hasOwn(node.properties ?? {}, part) ? node.properties?.[String(part)] : undefined;
  return named ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined);
}
