import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { invalid, Problem } from './problem.js';

/** A form in which an answer can be had. */
export interface Form {
  /** How it is called where the address asks for it: `csv`. */
  readonly format: string;
  /** How it is called where a header asks for it: `text/csv`. */
  readonly type: string;
  /** What it is, for whoever chooses one; the JSON of a read is what its shape says. */
  readonly about?: string;
}

export const jsonForm: Form = { format: 'json', type: 'application/json' };

/** The form that a request asks for, and what else its address asks. */
interface FormWanted {
  readonly form: Form;
  readonly asked: unknown;
}

/**
 * In which form an answer is wanted: by `format` in the address, for programs that cannot say it otherwise,
 * else by `Accept`, else the first.
 *
 * @throws Problem where there is none of that kind
 */
export function formWanted(forms: readonly Form[], { raw, query }: Asking): FormWanted {
  const { format, ...asked } = query as Readonly<Record<string, unknown>>;
  if (forms.length === 1 || format === undefined) return { form: accepted(forms, raw), asked: query };
  const form = forms.find((one) => one.format === format);
  if (form !== undefined) return { form, asked };
  const formats = forms.map((one) => one.format).join(', ');
  throw invalid([{ field: 'format', text: `It can be had as one of these: ${formats}.` }]);
}

type Asking = Pick<FastifyRequest, 'raw' | 'query'>;

function accepted(forms: readonly Form[], raw: Asking['raw']): Form {
  const offered = forms.map(({ type }) => type);
  const wanted = new Negotiator(raw).mediaType(offered);
  const form = forms.find(({ type }) => type === wanted);
  if (form !== undefined) return form;
  throw new Problem('not-acceptable', `It can be had as ${[...new Set(offered)].join(', ')}.`);
}

/** What of a form stands in `Content-Type`. */
export function contentType({ type }: Form): string {
  return type.startsWith('text/') || type.endsWith('json') ? `${type}; charset=utf-8` : type;
}
