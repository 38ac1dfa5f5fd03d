/**
 * Takes out of node_modules what no program here reads: other platforms' builds, sources of add-ons, type declarations
 * and source maps, and weights of fonts that nothing is set in. For images: `npm ci` brings it all back.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', 'node_modules');
const { platform, arch } = process;

const unread = [
  (file) => /\.(?:map|d\.[cm]?ts)$/.test(file),
  (file) => file.startsWith('onnxruntime-node/bin/') && !file.includes(`/${platform}/${arch}/`),
  (file) => file.startsWith('onnxruntime-node/script/'),
  (file) => /^sqlite3\/(?:deps|src)\//.test(file),
  (file) => file.startsWith('sqlite3/build/') && !file.endsWith('/Release/node_sqlite3.node'),
  (file) => file.startsWith('@embedpdf/') && /-(?:Thin|Light|DemiLight)\.otf$/.test(file),
  (file) =>
    file.startsWith('@expo-google-fonts/') && /\/(?:[12369]00\w+|\w+_Italic)\/[^/]+\.(?:ttf|png)$/.test(file),
  (file) => file.startsWith('youtubei.js/bundle/'),
];

for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name)
    .slice(root.length + 1)
    .replaceAll('\\', '/');
  if (unread.some((isUnread) => isUnread(file))) rmSync(join(root, file));
}
