// Starts model-thread-entry.ts from the sources: a thread on Node 20 inherits no loader that reads TypeScript.
// The build has no use for this file; there, model-thread-entry.js is started itself.
import { register } from 'tsx/esm/api';

register();
await import('./model-thread-entry.ts');
