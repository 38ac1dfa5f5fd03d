/** A Dockerfile's stages and their steps, as far as ours uses the language. */
export type Step = { instruction: string; value: string };

/** The last stage, which is the image, has no name of its own: it is called `run`. */
export function stagesOf(text: string): { name: string; steps: Step[] }[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { name: string; steps: Step[] }[] = [];
  for (const line of lines) {
    const [, instruction = '', value = ''] = /^(\w+)\s+(.+)$/.exec(line) ?? [];
    if (instruction === 'FROM') stages.push({ name: / AS (\w+)$/.exec(value)?.[1] ?? 'run', steps: [] });
    else stages.at(-1)?.steps.push({ instruction, value });
  }
  return stages;
}

/** `stage`: the stage it copies from; null for the project itself. */
export function copiesOf(value: string): { stage: string | null; sources: string[]; target: string } {
  const words = value.split(/\s+/);
  const stage = words[0]?.startsWith('--from=') ? (words.shift()?.slice('--from='.length) ?? null) : null;
  const target = words.pop() ?? '';
  return { stage, sources: words, target };
}
