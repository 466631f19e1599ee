import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { problemKinds } from '../../api/problem.js';
import { Everyone } from '../../access/rules.js';
import { Page } from '../../answering/page.js';
import { operationsShown } from './operations.js';
import type { OperationShown } from './operations.js';

/**
 * The API explained to people, from the same description that programs read. Nothing of any partnership is in
 * it.
 */
@Controller('api')
@Everyone()
export class ApiPage {
  @Get()
  show(): Page {
    const groups = Map.groupBy(operationsShown(), ({ tag }) => tag);
    return new Page('api/api.njk', {
      title: 'The API',
      curl: curlOf(firstCall()),
      ways,
      groups: [...groups].map(([tag, operations]) => ({ tag, id: idOf(tag), operations })),
      problems: Object.entries(problemKinds).map(([kind, [status, title]]) => ({ kind, status, title })),
    });
  }

  @Get('operations/:operation')
  one(@Param('operation') name: string): Page {
    const found = operationsShown().find(({ operation }) => operation === name);
    if (found === undefined) throw new NotFoundException();
    return new Page('api/operation.njk', {
      title: found.operation,
      shown: found,
      curl: curlOf(found),
      trail: [{ text: 'The API', href: '/api' }, { text: found.operation }],
    });
  }
}

/** What holds for every operation, in the order in which a program comes to need it. */
const ways: readonly { readonly to: string; readonly how: string }[] = [
  {
    to: 'Read a list',
    how: 'It comes a page at a time, 100 rows or as many as limit says, up to 500. Where there are more, the Link header of the answer is the address of the next page: follow it as it stands.',
  },
  {
    to: 'Read it as a table',
    how: 'Ask with Accept: text/csv, or with format=csv in the address. Documents come in more formats.',
  },
  {
    to: 'Give a command',
    how: 'Post its fields as JSON with an Idempotency-Key, made anew for each command. Sent again with the same key and body, at once or after a failure, it is answered the same and never recorded twice.',
  },
  {
    to: 'See what it would do',
    how: 'Post it with trial=true in the address. Nothing of it is kept.',
  },
  {
    to: 'Change only what you have read',
    how: 'Send the ETag of the read as If-Match. Where it has changed since, the command is refused with 412.',
  },
];

function firstCall(): OperationShown {
  const found = operationsShown().find(({ operation }) => operation === 'listProjects');
  if (found === undefined) throw new Error('The first call is described nowhere.');
  return found;
}

/** What a group of operations is known by within the page. */
function idOf(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}

/** The call as a person tries it in a terminal. */
function curlOf({ method, address, example, parameters }: OperationShown): string {
  const start = `curl --header "Authorization: Bearer $TALLYSTICK_TOKEN" \\\n`;
  const path = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const asked = parameters.filter(({ where, required }) => where === 'query' && required);
  const query = asked.map(({ name }) => `${name}=$${name.toUpperCase()}`).join('&');
  const url = `  "$TALLYSTICK_URL${path}${query === '' ? '' : `?${query}`}"`;
  if (method === 'GET') return `${start}${url}`;
  const headers = '  --header "Content-Type: application/json" --header "Idempotency-Key: $(uuidgen)" \\\n';
  return `${start}${headers}  --data '${example ?? '{}'}' \\\n${url}`;
}
