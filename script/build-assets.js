// Builds dist/assets: the styles, compiled from Sass, and the scripts and images that pages load, each also compressed.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { compile } from 'sass';

const root = join(import.meta.dirname, '..');
const govuk = join(root, 'libs/govuk');
const packages = join(root, 'node_modules');
const moj = join(packages, '@ministryofjustice/frontend/moj');
const assets = join(root, 'dist/assets');

const { css } = compile(join(govuk, 'styles/tallystick.scss'), {
  loadPaths: [packages, root],
  style: 'compressed',
  quietDeps: true,
});

const files = (folder, fits) =>
  readdirSync(folder)
    .filter((name) => fits.test(name))
    .map((name) => join(folder, name));

mkdirSync(join(assets, 'images'), { recursive: true });
writeFileSync(join(assets, 'tallystick.css'), css);
const scripts = [
  join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'),
  join(moj, 'moj-frontend.min.js'),
  ...files(join(govuk, 'scripts'), /\.js$/),
];
for (const file of [...scripts, ...files(join(govuk, 'images'), /\.svg$/)])
  copyFileSync(file, join(assets, basename(file)));
const start = join(assets, 'start.js');
writeFileSync(
  start,
  readFileSync(start, 'utf8')
    .replace("'govuk-frontend'", "'./govuk-frontend.min.js'")
    .replace("'@ministryofjustice/frontend'", "'./moj-frontend.min.js'"),
);
for (const file of files(join(moj, 'assets/images'), /^icon-.*\.svg$/))
  copyFileSync(file, join(assets, 'images', basename(file)));

for (const file of files(assets, /\.(css|js|svg)$/)) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content));
}
