// Starts model-worker-entry.ts from the sources: Node 20 does not read TypeScript, and a loader is not inherited.
// The build has no use for this file; there, model-worker-entry.js is started itself.
import { register } from 'tsx/esm/api';

register();
await import('./model-worker-entry.ts');
