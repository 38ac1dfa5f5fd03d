/** What is switched on, what is missing, and whether each service answers. */
import type { Config } from '../config.ts';

/** `off` is a choice (no key), `failing` wants mending. */
export type Finding = { name: string; state: 'on' | 'off' | 'failing'; detail: string };

/** A cheap question to a service; never throws. */
export type Probe = () => Promise<{ service: string; ok: boolean; detail: string }>;

type Switch = { name: string; key: keyof Config; gives: string };

const switches: readonly Switch[] = [
  { name: 'Discord bot', key: 'DISCORD_TOKEN', gives: 'the bot' },
  { name: 'Gemini', key: 'GEMINI_API_KEY', gives: 'readings in any language and explanations' },
  { name: 'Genius', key: 'GENIUS_TOKEN', gives: 'lyrics that LRCLIB does not have' },
  { name: 'Spotify app', key: 'SPOTIFY_CLIENT_ID', gives: 'people’s own playlists, by /spotify link' },
  { name: 'Token encryption', key: 'SECRET_KEY', gives: '/spotify link' },
  { name: 'YouTube', key: 'YOUTUBE_API_KEY', gives: 'YouTube playlists, and a real video for the winner' },
];

/** Never asked under each setting of PRIVACY_LOCAL. */
const silenced: Record<Config['PRIVACY_LOCAL'], readonly (keyof Config)[]> = {
  off: [],
  lyrics: ['GEMINI_API_KEY'],
  all: ['GEMINI_API_KEY', 'GENIUS_TOKEN'],
};

/** Findings about the settings alone; no request. */
export function checkSettings(config: Config): Finding[] {
  const local = config.PRIVACY_LOCAL;
  const rule: Finding[] =
    local === 'off'
      ? []
      : [
          {
            name: 'Privacy',
            state: 'on',
            detail: `PRIVACY_LOCAL: nothing about photos and songs leaves this computer${local === 'lyrics' ? ' but titles, to find lyrics' : ''}`,
          },
        ];
  const found = switches.map(({ name, key, gives }): Finding => {
    if (silenced[local].includes(key)) return { name, state: 'off', detail: 'PRIVACY_LOCAL keeps it out' };
    return config[key] === undefined
      ? { name, state: 'off', detail: `${key} is not set; it would give ${gives}` }
      : { name, state: 'on', detail: `${key} is set` };
  });
  return [...rule, ...found];
}

/** Asks all at once; each answer is a finding. */
export async function checkServices(probes: readonly Probe[]): Promise<Finding[]> {
  const answers = await Promise.all(probes.map((ask) => ask()));
  return answers.map(({ service, ok, detail }) => ({ name: service, state: ok ? 'on' : 'failing', detail }));
}
