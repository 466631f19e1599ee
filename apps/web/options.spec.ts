import { describe, expect, it } from '@jest/globals';
import { optionsFrom } from './options.js';

describe('The options of the pages', () => {
  it('serve this machine alone, at any port that is free, unless told', () => {
    expect(optionsFrom([])).toEqual({
      host: 'localhost',
      port: undefined,
      behindProxy: false,
      found: false,
      help: false,
    });
    expect(optionsFrom(['--host', '0.0.0.0', '--port', '8080', '--behind-proxy'])).toEqual({
      host: '0.0.0.0',
      port: 8080,
      behindProxy: true,
      found: false,
      help: false,
    });
  });

  it.each([['--port', 'http'], ['--port', '70000'], ['--prot', '1'], ['stray']])(
    'refuse %s %s',
    (...args) => {
      expect(() => optionsFrom(args.filter((one) => one !== undefined))).toThrow();
    },
  );
});
