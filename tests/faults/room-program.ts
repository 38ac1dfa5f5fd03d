/** One room in a process of its own: sends its cells to the parent. A crash is this process's alone. */
import { rooms } from './rooms.ts';

const room = rooms.find(({ name }) => name === process.argv[2]);
if (room === undefined || process.send === undefined) throw new Error('the name of a room, from a parent');
await room.run((cell) => process.send?.(cell));
process.disconnect();
