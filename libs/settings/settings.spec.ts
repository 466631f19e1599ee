import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressAsSetting, addressInWords, redactedUrl, storeAddress } from '#settings/addresses';
import { folderSettings, settingsFrom } from '#settings/settings';

const postgres = 'postgres://tally:s3cret@db.example:5432/tallystick?sslmode=verify-full';
const kurrent = 'kurrentdb://tally:s3cret@kurrent.example:2113?tls=true';
const onPostgres = { engine: 'postgres', url: postgres };

describe('The settings', () => {
  it.each([
    ['nothing', {}, 'data'],
    ['empty variables', { TALLYSTICK_STORE: '', TALLYSTICK_DATA: '' }, 'data'],
    ['a folder', { TALLYSTICK_DATA: '/srv/t' }, '/srv/t'],
    ['a store in a folder', { TALLYSTICK_STORE: 'sqlite:/srv/t' }, '/srv/t'],
    ['the same folder twice', { TALLYSTICK_STORE: 'sqlite:srv/t', TALLYSTICK_DATA: './srv/t/' }, 'srv/t'],
  ])('with %s keep everything in one folder', (_, environment, folder) => {
    expect(settingsFrom(environment)).toEqual(folderSettings(folder));
    expect(settingsFrom(environment)).toEqual({
      store: { engine: 'sqlite', folder },
      readModels: { engine: 'sqlite', file: `${folder}/read-models.db` },
      keys: { engine: 'sqlite', file: `${folder}/keys.db` },
    });
  });

  it('keep everything in one database of PostgreSQL', () => {
    const settings = settingsFrom({ TALLYSTICK_STORE: postgres });
    expect(settings).toEqual({ store: onPostgres, readModels: onPostgres, keys: onPostgres });
  });

  it.each([
    [undefined, 'data'],
    ['/srv/t', '/srv/t'],
  ])('keep in a folder what KurrentDB has no tables for: %s', (data, folder) => {
    expect(settingsFrom({ TALLYSTICK_STORE: kurrent, TALLYSTICK_DATA: data })).toEqual({
      store: { engine: 'kurrentdb', url: kurrent },
      readModels: { engine: 'sqlite', file: `${folder}/read-models.db` },
      keys: { engine: 'sqlite', file: `${folder}/keys.db` },
    });
  });

  it('can name a place of their own for read models and for keys, a file, a folder or a database', () => {
    const named = { TALLYSTICK_READ_MODELS: 'sqlite:/srv/models', TALLYSTICK_KEYS: 'sqlite:/srv/safe.db' };
    expect(settingsFrom({ TALLYSTICK_STORE: postgres, ...named })).toMatchObject({
      readModels: { file: '/srv/models/read-models.db' },
      keys: { file: '/srv/safe.db' },
    });
    const both = { TALLYSTICK_READ_MODELS: postgres, TALLYSTICK_KEYS: 'postgresql://k@h/keys' };
    expect(settingsFrom(both)).toMatchObject({
      store: { folder: 'data' },
      readModels: onPostgres,
      keys: { engine: 'postgres', url: 'postgresql://k@h/keys' },
    });
  });

  it.each([
    [
      { TALLYSTICK_STORE: 'mysql://u:s3cret@h/d' },
      'TALLYSTICK_STORE is sqlite:FOLDER, postgres://… or kurrentdb://…, not "mysql:…".',
    ],
    [{ TALLYSTICK_STORE: '/srv/tallystick' }, 'not something without a scheme'],
    [{ TALLYSTICK_STORE: 'sqlite:' }, 'TALLYSTICK_STORE names no folder'],
    [{ TALLYSTICK_STORE: 'sqlite://srv/t' }, 'with a path as it is and no URL'],
    [{ TALLYSTICK_STORE: 'postgres://u:s3cret@h:port/d' }, 'is no URL of PostgreSQL'],
    [{ TALLYSTICK_STORE: 'postgres://u:s3cret@h:5432' }, 'TALLYSTICK_STORE names no database'],
    [{ TALLYSTICK_STORE: 'kurrentdb://u:s3cret@' }, 'is no URL of KurrentDB'],
    [{ TALLYSTICK_STORE: 'kurrentdb://u:s3c?ret@h' }, 'is no URL of KurrentDB'],
    [{ TALLYSTICK_STORE: 'env:NOTHING_IS_HERE' }, 'NOTHING_IS_HERE, which names no store'],
    [
      { TALLYSTICK_READ_MODELS: kurrent },
      'TALLYSTICK_READ_MODELS is sqlite:FILE.db, sqlite:FOLDER or postgres://…, not "kurrentdb:…".',
    ],
    [{ TALLYSTICK_KEYS: 'keys.db' }, 'TALLYSTICK_KEYS is'],
    [{ TALLYSTICK_STORE: 'sqlite:a', TALLYSTICK_DATA: 'b' }, 'names a and TALLYSTICK_DATA names b'],
    [{ TALLYSTICK_STORE: postgres, TALLYSTICK_DATA: 'b' }, 'needs no data folder'],
  ])('are refused as %j', (environment, words) => {
    const read = (): unknown => settingsFrom(environment);
    expect(read).toThrow(words);
    expect(read).toThrow(expect.objectContaining({ name: 'SettingsWrong' }));
    expect(read).not.toThrow('s3cret');
  });
});

describe('An address', () => {
  it.each([
    [postgres, 'postgres://tally@db.example:5432/tallystick'],
    ['postgres://db/d?user=u&password=s3cret', 'postgres://db/d'],
    ['postgres://u:s3/cret@db/d', 'postgres://u@db/d'],
    ['postgres://u:s3@cret@db/d', 'postgres://u@db/d'],
    ['postgres://u:s3?cret@db/d', 'postgres://…'],
    ['postgres:///d?host=/run', 'postgres:///d'],
    [kurrent, 'kurrentdb://tally@kurrent.example:2113'],
    ['kurrentdb+discover://a:s3cret@h1:2113,h2:2113/?tls=true', 'kurrentdb+discover://a@h1:2113,h2:2113/'],
  ])('is shown without its password: %s', (url, shown) => {
    expect(redactedUrl(url)).toBe(shown);
  });

  it('never shows a password, whatever is in it', () => {
    const password = fc.string({ minLength: 4, unit: 'grapheme' }).map((text) => `${text}s3cret`);
    fc.assert(
      fc.property(password, (secret) => {
        expect(redactedUrl(`postgres://user:${secret}@host/database`)).not.toContain('s3cret');
        expect(redactedUrl(`kurrentdb://user:${secret}@host?tls=true`)).not.toContain('s3cret');
      }),
    );
  });

  it.each(['esdb', 'kurrent', 'kdb', 'kurrentdb'])('of KurrentDB may be written with %s', (scheme) => {
    expect(storeAddress(`${scheme}://h:2113?tls=false`, '--to')).toEqual({
      engine: 'kurrentdb',
      url: 'kurrentdb://h:2113?tls=false',
    });
    expect(storeAddress(`${scheme}+discover://a:1,b:2`, '--to')).toEqual({
      engine: 'kurrentdb',
      url: 'kurrentdb+discover://a:1,b:2',
    });
  });

  it.each(['postgres:///d?host=/run/postgresql', 'postgresql://u@h/d', 'postgres://u:p%40@[::1]:5433/d'])(
    'of PostgreSQL may be %s',
    (url) => {
      expect(storeAddress(url, '--to')).toEqual({ engine: 'postgres', url });
    },
  );

  it('can be taken from the environment, where no list of processes shows it', () => {
    process.env['TALLYSTICK_OF_THIS_TEST'] = postgres;
    expect(storeAddress('env:TALLYSTICK_OF_THIS_TEST', '--to')).toEqual(onPostgres);
    delete process.env['TALLYSTICK_OF_THIS_TEST'];
  });

  it('is given back as a setting that is good in any folder', () => {
    expect(addressAsSetting({ engine: 'sqlite', folder: 'data' })).toBe(`sqlite:${resolve('data')}`);
    expect(addressAsSetting(storeAddress(kurrent, '--to'))).toBe('kurrentdb://tally@kurrent.example:2113');
    expect(addressInWords({ engine: 'sqlite', file: 'data/keys.db' })).toBe('data/keys.db');
  });
});
