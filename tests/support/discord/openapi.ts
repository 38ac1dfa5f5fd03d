/** Discord's own OpenAPI document, where the evaluation kit has it, as a check of request bodies. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Sent } from './loopback-discord.ts';

const methods = ['get', 'put', 'post', 'patch', 'delete'];

function findDocument(): string | null {
  for (let at = resolve(import.meta.dirname, '../../..'); ; at = resolve(at, '..')) {
    const path = join(at, 'shared', 'discord-openapi.json');
    if (existsSync(path)) return path;
    if (at === resolve(at, '..')) return null;
  }
}

const pointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

let check: ((sent: Sent) => string[]) | null = null;

/** Gives what is wrong with a body; nothing for routes without one. Reading the document is done once. */
export async function createOpenApiCheck(): Promise<(sent: Sent) => string[]> {
  if (check !== null) return check;
  const path = findDocument();
  if (path === null) {
    check = () => [];
    return check;
  }
  const document = JSON.parse(readFileSync(path, 'utf8')) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  ajv.addFormat('snowflake', /^(0|[1-9]\d{0,19})$/);
  for (const name of ['nonce', 'date-time', 'uri', 'int32', 'int64', 'double', 'float'])
    ajv.addFormat(name, true);
  ajv.addSchema(document, 'discord');
  const routes = Object.keys(document.paths).map((route) => ({
    route,
    pattern: new RegExp(`^${route.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    fixed: route.split('/').filter((part) => !part.startsWith('{')).length,
  }));
  const validators = new Map<string, ValidateFunction | null>();

  function validatorOf(method: string, path: string): ValidateFunction | null {
    const [best] = routes.filter(({ pattern }) => pattern.test(path)).sort((a, b) => b.fixed - a.fixed);
    if (best === undefined || !methods.includes(method)) return null;
    const key = `${method} ${best.route}`;
    const cached = validators.get(key);
    if (cached !== undefined) return cached;
    const operation = document.paths[best.route]?.[method] as { requestBody?: unknown } | undefined;
    const at = `discord#/paths/${encodeURIComponent(pointer(best.route))}/${method}/requestBody/content/application~1json/schema`;
    const validator = operation?.requestBody === undefined ? null : ajv.compile({ $ref: at });
    validators.set(key, validator);
    return validator;
  }

  /** Builders write it as a string, the document has an integer. */
  const coerced = (body: unknown): unknown =>
    JSON.parse(JSON.stringify(body), (key, value) =>
      key === 'default_member_permissions' && typeof value === 'string' ? Number(value) : value,
    );

  check = (sent) => {
    const validate = validatorOf(sent.method.toLowerCase(), sent.path);
    if (validate === null || validate(coerced(sent.body))) return [];
    const told = validate.errors?.slice(-3).map(({ instancePath, message }) => `${instancePath} ${message}`);
    return [`${sent.method} ${sent.path}: ${told?.join('; ')}`];
  };
  return check;
}
