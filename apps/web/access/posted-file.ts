import { BadRequestException, PayloadTooLargeException, SetMetadata } from '@nestjs/common';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

/** Under which it is found that a route takes a file, and how large it may be. */
export const fileOfRoute = 'tallystick:file';

/** For a route whose form has a file of at most so many bytes. What is posted to any other has none. */
export function TakesFile(mostBytes: number): ClassDecorator & MethodDecorator {
  return SetMetadata(fileOfRoute, mostBytes);
}

/** What a form has beside its file has as many characters at most as a form without one has bytes. */
const mostTyped = 1_000_000;

/** No form of ours has more, and no other field of one is longer. */
const limits = { files: 1, fields: 60, fieldNameSize: 100, headerPairs: 20 };

/**
 * What a form with a file came to, as fields of text like any other form's: the file in base64 under its own
 * name, and what it is called under that name and `Name`. So it can stand in the page as a hidden input until
 * it is sent again, and nothing is kept that nobody sent. Where no file was chosen, the hidden input counts.
 *
 * A file of more bytes is cut off one byte later, for whoever reads it to see that it is too large.
 *
 * @throws BadRequestException for what is no form with a file
 * @throws PayloadTooLargeException for more than is typed into a form and kept in it; no more of it is read
 */
export async function fieldsWithFile(
  request: FastifyRequest,
  mostBytes: number,
): Promise<Readonly<Record<string, string | readonly string[]>>> {
  const fields = new Map<string, string[]>();
  const file = new Map<string, string>();
  const sizes = { fileSize: mostBytes + 1, fieldSize: base64Length(mostBytes + 1) };
  let left = sizes.fieldSize + mostTyped;
  try {
    for await (const part of request.parts({ limits: { ...limits, ...sizes } })) {
      if (part.type === 'file') await take(part, file);
      else fields.set(part.fieldname, [...(fields.get(part.fieldname) ?? []), textOf(part)]);
      left -= part.type === 'file' ? 0 : textOf(part).length;
      if (left < 0) throw new PayloadTooLargeException();
    }
  } catch (error) {
    // Whatever is still to come is let go by, and kept nowhere.
    request.raw.unpipe().resume();
    if (error instanceof PayloadTooLargeException) throw error;
    throw new BadRequestException('The form could not be read.', { cause: error });
  }
  const plain = [...fields].map(
    ([name, values]) => [name, values.length === 1 ? values[0] : values] as const,
  );
  return Object.fromEntries([...plain, ...file]) as Record<string, string | readonly string[]>;
}

async function take(part: MultipartFile, file: Map<string, string>): Promise<void> {
  const bytes = await part.toBuffer();
  // A browser sends an empty file without a name where none was chosen.
  if (part.filename === '' || part.filename === undefined) return;
  file.set(part.fieldname, bytes.toString('base64'));
  file.set(`${part.fieldname}Name`, part.filename);
}

function textOf({ value }: MultipartValue): string {
  return typeof value === 'string' ? value : '';
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
