#!/usr/bin/env node
/** What `npx scenescore` runs: the terminal program, built first where its sources are newer. */
import '../scripts/build-if-stale.mjs';

process.setSourceMapsEnabled(true);
await import('../dist/src/cli.js');
