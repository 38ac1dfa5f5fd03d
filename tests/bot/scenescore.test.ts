import { describe, expect, it } from 'vitest';
import { attachment, slash } from '../support/discord/payloads.ts';
import { isAnswer, photoPath, startTestBot } from '../support/discord/test-bot.ts';

const person = '100000000000000007';

describe('/scenescore', () => {
  it('acknowledges, shows progress in place, answers with the photo and five songs', async () => {
    const { ask, discord, asked } = await startTestBot();
    const photo = attachment(`http://${discord.host}${photoPath}`);
    const exchange = ask(
      slash(
        'scenescore',
        { image: photo, playlist: 'https://open.spotify.com/playlist/x', feeling: 'hopeful' },
        person,
      ),
    );
    expect(await exchange.acknowledged()).toMatchObject({ type: 5, data: { flags: 0 } });
    const answer = await exchange.message(isAnswer);
    expect(asked[0]?.feeling).toBe('hopeful');
    expect(answer.embeds?.[0]?.thumbnail?.url).toBe('attachment://photo.jpg');
    expect(answer.sent.files.map(({ name }) => name)).toEqual(['photo.jpg']);
    expect(JSON.stringify(answer.embeds)).toContain('Harbour Lights at Four');
  });
});
