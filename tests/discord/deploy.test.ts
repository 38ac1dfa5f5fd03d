import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { deployCommands, deployFailure } from '../../src/discord/deploy.ts';
import { startup } from '../../src/locales/en/host.ts';
import { applicationId } from '../support/discord/ids.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { startLoopback } from '../support/loopback.ts';

const names = [
  'scenescore',
  'Score this photo',
  'soundtrack',
  'playlist',
  'spotify',
  'taste',
  'history',
  'privacy',
  'help',
];

describe('deploying the commands', () => {
  it('replaces the whole list everywhere, asking Discord whose token it is', async () => {
    const discord = await startDiscord();
    const token = 'secret';
    const given = { apiUrl: discord.apiUrl, token, applicationId: undefined, serverId: undefined, commands };
    expect(await deployCommands(given)).toEqual(names);
    const [whose, put] = discord.sent;
    expect(whose?.path).toBe('/oauth2/applications/@me');
    expect(put).toMatchObject({ method: 'PUT', path: `/applications/${applicationId}/commands` });
    expect(put?.body).toHaveLength(names.length);
    expect(discord.problems).toEqual([]);
  });

  it('replaces the list of one server', async () => {
    const discord = await startDiscord();
    const ids = { applicationId: '900000000000000009', serverId: '800000000000000003' };
    await deployCommands({ apiUrl: discord.apiUrl, token: 'secret', commands, ...ids });
    expect(discord.sent.map(({ path }) => path)).toEqual([
      `/applications/${ids.applicationId}/guilds/${ids.serverId}/commands`,
    ]);
  });
});

it('says that a token is not accepted, as the bot does at its start', async () => {
  const discord = await startLoopback(() => ({
    status: 401,
    json: { message: '401: Unauthorized', code: 0 },
  }));
  const ids = { applicationId: undefined, serverId: undefined };
  const failed = deployCommands({ apiUrl: discord.url, token: 'stale', commands, ...ids });
  await expect(failed.catch(deployFailure)).resolves.toBe(startup.badToken);
});

it('says what to do about a server that the bot is not on', async () => {
  const discord = await startLoopback(() => ({
    status: 403,
    json: { message: 'Missing Access', code: 50001 },
  }));
  const ids = { applicationId: '900000000000000009', serverId: '800000000000000003' };
  const failed = deployCommands({ apiUrl: discord.url, token: 'secret', commands, ...ids });
  await expect(failed.catch(deployFailure)).resolves.toMatch(
    /^Discord refused the commands \(403\): Missing Access\. .*add the bot to that server first\.$/,
  );
});

describe('the commands', () => {
  const bodies = commands.map(({ data }) => data.toJSON());

  it('are installable by servers and by people, and usable in direct messages', () => {
    for (const body of bodies) {
      expect(body).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    }
  });

  it('have names and descriptions in six languages, options and choices included', () => {
    const languages = ['de', 'es-419', 'es-ES', 'fr', 'ja', 'pt-BR'];
    const check = (part: object): void => {
      if ('name_localizations' in part) {
        expect(Object.keys(part.name_localizations ?? {}).sort()).toEqual(languages);
      }
      if ('description_localizations' in part) {
        expect(Object.keys(part.description_localizations ?? {}).sort()).toEqual(languages);
      }
      const { options = [], choices = [] } = part as { options?: object[]; choices?: object[] };
      for (const inner of [...options, ...choices]) {
        expect('name_localizations' in inner).toBe(true);
        check(inner);
      }
    };
    for (const body of bodies) {
      expect(body.name_localizations).toBeDefined();
      check(body);
    }
  });

  it('keep the names and options that scripts rely on', () => {
    const shape = bodies.map((body) => {
      const options = 'options' in body ? (body.options ?? []) : [];
      return `${body.name}: ${options.map(({ name }) => name).join(' ')}`.trim();
    });
    expect(shape).toEqual([
      'scenescore: image playlist file feeling count',
      'Score this photo:',
      'soundtrack: image1 image2 image3 image4 image5 image6 image7 image8 image9 image10 playlist file feeling',
      'playlist: set show clear',
      'spotify: link status unlink',
      'taste: show reset',
      'history: on off show',
      'privacy: show export delete',
      'help:',
    ]);
    const [scenescore] = bodies;
    expect(scenescore).toMatchObject({
      options: [
        { name: 'image', required: true, file_types: ['image'] },
        { name: 'playlist', required: false, autocomplete: true },
        { name: 'file', required: false },
        { name: 'feeling', required: false },
        { name: 'count', min_value: 1, max_value: 10, required: false },
      ],
    });
  });
});
