import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { html } from '#documents/formats/html';
import type { Document } from '#documents/model/document';

/**
 * Expects a document to be, as a page, what its golden file holds; with UPDATE_GOLDEN=1 that is written anew,
 * and the difference is to be read.
 */
export function expectGolden(name: string, document: Document): void {
  const file = join(import.meta.dirname, 'golden', `${name}.html`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, html(document));
  expect(html(document)).toBe(readFileSync(file, 'utf8'));
}

/** The same for what is published as text. */
export function expectGoldenText(name: string, text: string): void {
  const file = join(import.meta.dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
