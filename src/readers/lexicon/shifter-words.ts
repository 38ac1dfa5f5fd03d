/** The small words that change what the words around them mean (shifters.ts says how). As written, not lemmas. */
import { wordSet } from './matcher.ts';

/** Turn around what follows in the clause. */
export const NEGATORS = wordSet(
  'not no never without nor neither hardly barely scarcely nothing nobody none lacking lacks',
);
/** A negation does not reach over these. */
export const SCOPE_ENDS = wordSet(
  'but because that who which when where while until except though although yet',
);
/** Make the next word stronger. */
export const INTENSIFIERS = wordSet(
  'very so really truly deeply totally completely utterly absolutely extremely incredibly insanely fully ' +
    'intensely wildly fiercely profoundly purely forever always such most super too all ever',
);
/** Make the next words weaker. */
export const DIMINISHERS = wordSet(
  'slightly somewhat rather fairly faintly lightly mildly vaguely almost half partly quasi bit little touch ' +
    'hint trace dash tinge tinged kind sort less semi sometimes maybe perhaps occasional',
);
/** What comes after counts more. */
export const CONTRASTS = wordSet('but yet however');
/** What comes after counts less. */
export const CONCESSIONS = wordSet('despite although though through amid beneath behind');
/** Take away what is bad. */
export const RELIEVERS = wordSet(
  'heal heals healing mend mends mending ease eases easing soothe soothes cure cures overcome overcomes overcoming ' +
    'escape escapes escaping survive survives surviving end ends stop stops chase chases chasing wipe wipes dry dries ' +
    'refuse refuses refusing banish banishes resist resists resisting conquer conquers dispel dispels shake shakes ' +
    'shaking forget forgetting free freed beat beats beating defy defies defying outlast outlasts outrun outruns',
);
/** Take away what is good. */
export const DEPRIVERS = wordSet(
  'lose loses losing lost steal steals stole stolen stealing rob robbed robbing destroy destroys destroyed kill kills ' +
    'killed killing deny denied denies break breaks broke breaking lack miss misses missing hide hides hiding ' +
    'doubt doubts doubting waste wasted wasting ruin ruins ruined betray betrays betrayed mocks mocking ' +
    'hate hates hating fake faking bury buries buried burying smash smashes wreck crushed fading fallen shattered ' +
    'end ends',
);
/** After a good thing: it is gone. "Over" says so only as the clause's last word. */
export const ENDINGS = wordSet(
  'gone lost dying dead dies fading faded fades cold slip slips slipping ended ends leaving died burned wasted ' +
    'denied unreturned shattered betrayed broken breaking aches bleeds bleeding',
);
/** Between a bad thing and its end. */
export const COPULAS = wordSet('is are was were has have finally now already');
/** Relief and loss do not reach over these: "broken by joy". */
export const BARRIERS = wordSet('by with from into and or over');
