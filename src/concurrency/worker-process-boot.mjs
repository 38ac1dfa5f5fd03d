// Starts a worker's entry from the sources: Node 20 does not read TypeScript, and a loader is not inherited.
// The build has no use for this file; there, the entry is started itself.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
