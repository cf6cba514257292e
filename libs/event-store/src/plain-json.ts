import { JSON_DEPTH_MAX } from './limits';
import { invalid } from './store-errors';

// jsonb holds neither the character NUL nor half of a surrogate pair.
const UNSTORABLE_TEXT = /[\0\p{Cs}]/u;

const isPlainObject = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  // Told by shape, not by identity: an object that was made in another realm is as plain as one of ours.
  return prototype === null || (Object.hasOwn(prototype, 'isPrototypeOf') && Object.getPrototypeOf(prototype) === null);
};

const named = (value: object): string => {
  const { name } = (value.constructor as { name?: unknown } | undefined) ?? {};
  return typeof name === 'string' && name !== '' ? name : 'object';
};

const checkText = (text: string, path: string): void => {
  if (UNSTORABLE_TEXT.test(text)) throw invalid(`${path} holds a character that cannot be stored`);
};

const checkNumber = (value: number, path: string): void => {
  if (!Number.isFinite(value) || Object.is(value, -0)) throw invalid(`${path} is a number that JSON cannot hold`);
};

const checkArray = (value: readonly unknown[], path: string, above: readonly object[]): void => {
  if (Object.keys(value).length !== value.length) throw invalid(`${path} is an array with holes or names`);
  for (const [index, item] of value.entries()) check(item, `${path}[${index}]`, above);
};

const checkObject = (value: object, path: string, above: readonly object[]): void => {
  if (!isPlainObject(value)) throw invalid(`${path} is a ${named(value)}, not plain JSON`);
  if (Object.getOwnPropertySymbols(value).length > 0) throw invalid(`${path} has a symbol for a key`);
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw invalid(`${path} has the key __proto__`);
    checkText(key, `a key of ${path}`);
    check(item, `${path}.${key}`, above);
  }
};

const check = (value: unknown, path: string, above: readonly object[]): void => {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') checkText(value, path);
  else if (typeof value === 'number') checkNumber(value, path);
  else if (typeof value === 'object') checkInside(value, path, above);
  else throw invalid(`${path} is ${typeof value}, not plain JSON`);
};

const checkInside = (value: object, path: string, above: readonly object[]): void => {
  if (above.includes(value)) throw invalid(`${path} holds itself`);
  if (above.length >= JSON_DEPTH_MAX) throw invalid(`${path} is nested deeper than ${JSON_DEPTH_MAX}`);
  const inside = [...above, value];
  if (Array.isArray(value)) checkArray(value, path, inside);
  else checkObject(value, path, inside);
};

const odd = new Error('not plain JSON');

const canonicalText = (text: string): string => {
  if (UNSTORABLE_TEXT.test(text)) throw odd;
  return JSON.stringify(text);
};

const canonicalArray = (value: readonly unknown[], depth: number): string => {
  if (Object.keys(value).length !== value.length) throw odd;
  return `[${value.map((item) => canonical(item, depth)).join(',')}]`;
};

const canonicalObject = (value: object, depth: number): string => {
  if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) throw odd;
  let text = '';
  for (const key of Object.keys(value).sort()) {
    if (key === '__proto__') throw odd;
    text += `${text === '' ? '' : ','}${canonicalText(key)}:${canonical((value as Record<string, unknown>)[key], depth)}`;
  }
  return `{${text}}`;
};

/** Quick, and at the first thing that is odd it throws without saying what. */
const canonical = (value: unknown, above: number): string => {
  if (typeof value === 'string') return canonicalText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Object.is(value, -0)) throw odd;
    return String(value);
  }
  if (typeof value !== 'object' || above >= JSON_DEPTH_MAX) throw odd;
  return Array.isArray(value) ? canonicalArray(value, above + 1) : canonicalObject(value, above + 1);
};

/**
 * The canonical JSON text (RFC 8785) of a value that means the same after a round trip; refuses everything else and says
 * where it stands.
 */
export const plainJson = (value: unknown, path: string): string => {
  try {
    return canonical(value, 0);
  } catch (error) {
    if (error !== odd) throw error;
    check(value, path, []);
    throw invalid(`${path} is not plain JSON`);
  }
};
