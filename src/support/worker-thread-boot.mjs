// Starts a thread's entry from the sources: a thread on Node 20 inherits no loader that reads TypeScript.
// The build has no use for this file; there, the entry is started itself.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
