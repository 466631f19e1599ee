import { SqliteStore } from '#stores/sqlite/sqlite-store';

// Opens the store at the path that is given and says how that went.
try {
  await SqliteStore.open({ file: process.argv[2] ?? '' }).close();
  process.stdout.write('opened\n');
} catch (error) {
  const { name, message } = error as Error;
  process.stdout.write(`${name}: ${message}\n`);
}
