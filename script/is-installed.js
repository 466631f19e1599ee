// Exits 0 when node_modules holds exactly what package-lock.json asks of this machine, otherwise 1.
// Runs on the machine's own Node, before anything is installed.
import { existsSync, readFileSync } from 'node:fs';

const here = (path) => new URL(`../${path}`, import.meta.url);
const packagesOf = (path) => JSON.parse(readFileSync(here(path), 'utf8')).packages;

// An optional package may rightly be absent, except the Node that is made for exactly this machine.
function mayBeAbsent(path, entry) {
  const isOurNode = path === `node_modules/node-${process.platform}-${process.arch}`;
  return entry.optional === true && !isOurNode;
}

function isInstalled() {
  const { '': project, ...wanted } = packagesOf('package-lock.json');
  const found = packagesOf('node_modules/.package-lock.json');
  const isThere = (path) => found[path].version === wanted[path]?.version && existsSync(here(path));
  return (
    project !== undefined &&
    Object.keys(found).every(isThere) &&
    Object.entries(wanted).every(([path, entry]) => path in found || mayBeAbsent(path, entry))
  );
}

try {
  process.exitCode = isInstalled() ? 0 : 1;
} catch {
  // Nothing is installed, or an installation was interrupted.
  process.exitCode = 1;
}
