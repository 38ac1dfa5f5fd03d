import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { answersOf, counting, songs, waysToGiveSongs } from './common.ts';

const ratingsOf = counting({ one: 'avaliação', other: 'avaliações' });
const yourRatings = counting({ one: 'avaliação sua', other: 'avaliações suas' });
const songsRead = counting({ one: 'música, lida', other: 'músicas, lidas' });

export const help = {
  title: 'SceneScore',
  what: 'Me dê uma foto e uma playlist, e eu encontro nela as músicas que mais combinam com o clima daquele momento.',
  how: [
    '`/scenescore` com uma foto em `imagem:`; ou clique com o botão direito numa mensagem com foto, depois *Apps* e *Avaliar esta foto*.',
    `As músicas vêm de você: você pode ${waysToGiveSongs}.`,
    'Em `clima:` você pode dizer o que procura; `quantidade:` traz até dez músicas.',
    'Embaixo de uma resposta, *Ajustar* segue as suas palavras (“mais esperança”, “sem músicas de amor”), e *Cartão* desenha a foto com a música dela.',
    'Avalie as músicas com os botões ou com reações: é assim que aprendo o seu gosto.',
    '*Prévias* toca as músicas, *Salvar como playlist* exporta.',
    '`/soundtrack` com várias fotos dá a cada uma a sua própria música; *Avaliar esta foto* numa mensagem com várias também.',
  ],
  featuresTitle: 'Ligado aqui',
  on: (name, detail) => `✅ **${name}** · ${detail}`,
  off: (name, detail) => `➖ **${name}** · ${detail}`,
  footer: (version) => `SceneScore ${version} · /privacidade mostra o que fica guardado`,
} satisfies Texts['help'];

export const history = {
  title: 'Suas últimas respostas',
  on: 'A partir de agora guardo uma lista das suas respostas, cada uma por 30 dias. `/histórico ver` mostra só para você, `/histórico desativar` encerra.',
  off: 'Não guardo mais nenhuma lista das suas respostas.',
  isOff: 'Não guardo nenhuma lista das suas respostas. `/histórico ativar` começa uma que só você vê.',
  empty: 'A sua lista ainda está vazia: ela começa com a sua próxima foto.',
  line: (at, song) => `${relativeTime(at)} · ${song}`,
  open: 'abrir',
  note: 'As respostas ficam aqui por 30 dias. `/histórico desativar` encerra a lista.',
} satisfies Texts['history'];

export const playlist = {
  needsManageServer:
    'Só quem tem a permissão **Gerenciar servidor** pode mudar a playlist deste servidor. A sua você define com `/playlist definir` e `alcance: só para mim`.',
  onlyInServer:
    'A playlist de um servidor só pode ser definida onde me adicionaram. A sua você pode definir aqui com `alcance: só para mim`.',
  likedIsYours:
    'As curtidas são de cada pessoa, então não podem ser a playlist de um servidor. Escolha o link de uma playlist para o servidor, ou defina as curtidas com `alcance: só para mim`.',
  setMine: (title, count) =>
    `A sua playlist padrão agora é **${title}** (${songs(count)}). É só usar \`/scenescore\` com uma foto.`,
  setServer: (title, count) => `A playlist padrão deste servidor agora é **${title}** (${songs(count)}).`,
  mine: (list) => `**A sua:** ${list}`,
  server: (list) => `**A deste servidor:** ${list}`,
  read: (count, at) => `${songsRead(count)} ${relativeTime(at)}`,
  none: 'ainda nenhuma',
  order: 'Uso a playlist que você der; senão, a sua; e senão, a do servidor.',
  howTo: `Para me dar músicas, você pode ${waysToGiveSongs}.`,
  clearedMine: 'Você não tem mais playlist padrão.',
  clearedServer: 'Este servidor não tem mais playlist padrão.',
  choiceMine: (title) => `A sua: ${title}`,
  choiceServer: (title) => `A deste servidor: ${title}`,
  choiceRecent: (title) => `Já usada: ${title}`,
  choiceSpotify: (title) => `Do Spotify: ${title}`,
  choiceMusicServer: (title) => `Do servidor de música: ${title}`,
  choiceLiked: 'As suas músicas curtidas do Spotify',
} satisfies Texts['playlist'];

export const privacy = {
  title: 'O que guardo sobre você',
  show: [
    '**Fotos:** olho e descarto; a descrição fica guardada por um dia sob uma impressão digital do arquivo, sem o seu nome. Uma cópia pequena fica na resposta no Discord até essa mensagem ser apagada.',
    '**Respostas:** a descrição da foto, as suas palavras e as músicas mostradas, por 30 dias, para os botões funcionarem; todas as músicas da playlist, por uma semana, para você poder ajustar.',
    '**Avaliações:** quais músicas combinaram para você, como ficaram na comparação, o clima da foto (números e sentimentos, sem descrição) e em qual servidor, até você apagar. Com elas aprendo o seu gosto; o que pelo menos três membros de um servidor acham igual também conta um pouco para quem avaliou menos.',
    '**Configurações:** a sua playlist padrão e as últimas cinco que você usou.',
    '**Histórico:** uma lista das suas respostas com links, só se você começou uma com `/histórico ativar`.',
    '**Spotify:** se você vinculou, a chave que me deixa ler as suas playlists (e criar playlists privadas, se você permitiu), criptografada.',
    '**Letras:** nunca são guardadas nem mostradas.',
  ],
  services: (names) => `**Quem mais vê alguma coisa:** ${names}.`,
  noServices: '**Quem mais vê alguma coisa:** ninguém; tudo roda no próprio computador deste bot.',
  commands: '`/privacidade exportar` entrega tudo em um arquivo, `/privacidade apagar` apaga.',
  export: (part) =>
    part === 1 ? 'Aqui está tudo o que guardo sobre você.' : `Mais do que guardo sobre você: parte ${part}.`,
  exportFile: (part) => `scenescore-meus-dados${part === 1 ? '' : `-${part}`}.json`,
  exportBusy: 'Já estou preparando um arquivo desses. Tente de novo em um minuto.',
  nothingKept: 'Não guardo nada sobre você.',
  deleted: (parts) => `Apagado: ${parts}. Não guardo mais nada sobre você.`,
  parts: {
    settings: 'as suas playlists e configurações',
    ratings: ratingsOf,
    results: answersOf,
    spotify: 'o vínculo com o Spotify',
  },
} satisfies Texts['privacy'];

export const spotify = {
  off: 'Vincular o Spotify não está ligado aqui. Links e arquivos de playlist funcionam sem isso.',
  link: 'Aperte **Abrir o Spotify** e aceite: aí posso ler as suas playlists e curtidas, e nada mais.',
  pasteSteps:
    'Depois que você aceitar, o navegador para numa página que não carrega: copie o endereço inteiro dela, volte aqui, aperte **Colar o endereço** e cole.',
  open: 'Abrir o Spotify',
  pasteButton: 'Colar o endereço',
  modalTitle: 'Vincular o Spotify',
  modalLabel: 'O endereço em que o navegador parou',
  linked: (name) =>
    `Spotify vinculado como **${name}**. Experimente \`playlist: liked\`, ou comece a digitar ali para ver as suas playlists.`,
  status: (name, goodUntil) =>
    `Spotify vinculado como **${name}**. O vínculo expira ${relativeTime(goodUntil)}; aí é só vincular de novo.`,
  notLinked: 'Nenhuma conta do Spotify está vinculada. Com `/spotify vincular` leva um minuto.',
  unlinked: 'A sua conta do Spotify foi desvinculada, e apaguei tudo o que guardava dela.',
} satisfies Texts['spotify'];

export const taste = {
  title: 'O seu gosto',
  howTo: 'Use 👍 e 👎 embaixo de uma resposta, ou reaja a ela com 1️⃣ a 🔟.',
  kept: (ratings, answers) => `Guardo ${yourRatings(ratings)}, de ${answersOf(answers)}.`,
  counts: (fits, fitsNot) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'As suas avaliações influenciaram a ordem.',
  weighedSongs:
    'As suas avaliações influenciaram a ordem. As músicas que você avaliou para uma foto como esta mudaram um pouco de lugar.',
  weighedByServer: 'O que o pessoal deste servidor avaliou bem influenciou a ordem.',
  counted: 'As suas próximas respostas levam isto em conta. /gosto zerar esquece tudo.',
  reset: (ratings) => {
    if (ratings === 0) return 'Não havia nada para apagar: você não avaliou nenhuma música.';
    return ratings === 1 ? 'Apagado: a sua única avaliação.' : `Apagado: as suas ${ratingsOf(ratings)}.`;
  },
} satisfies Texts['taste'];

export const linkPages = {
  nothingLinked: 'Nada foi vinculado',
  almostThere: 'Quase lá',
  failed: 'Não deu certo',
  spotifyAccount: 'Conta do Spotify:',
  shownAs: (name) => `(aparece como “${name}”)`,
  discordAccount: 'Conta do Discord:',
  confirm: {
    title: 'Vincular estas duas contas?',
    text: 'Depois de vinculadas, quem tem esta conta do Discord pode ver as playlists privadas e as músicas curtidas desta conta do Spotify. Se uma das duas não for sua, alguém mandou o próprio link para você: feche esta página, e nada será vinculado.',
    button: 'As duas são minhas: vincular',
  },
  linked: {
    title: 'As suas músicas estão ao alcance',
    text: 'Agora elas estão vinculadas. Você pode fechar esta página e pedir ao SceneScore as suas playlists, ou `liked`.',
    undo: 'Não sou eu: desfazer',
  },
  undone: {
    title: 'Desfeito',
    text: 'O vínculo não existe mais, e o SceneScore esqueceu o que tinha recebido. Para garantir, você também pode tirar o SceneScore da lista de aplicativos da sua conta do Spotify.',
  },
  nothingToUndo: {
    title: 'Nada para desfazer',
    text: 'Não há vínculo para desfazer neste navegador. No Discord, `/spotify desvincular` remove o seu.',
  },
  notAsked:
    'Não deu para falar com o Spotify agora, então nada foi vinculado. Espere um pouco e use `/spotify vincular` de novo.',
  bug: (code) =>
    `Algo deu errado do nosso lado, então nada foi vinculado. Use \`/spotify vincular\` de novo; se acontecer outra vez, passe o código \`${code}\` para quem cuida deste bot.`,
  nothingHere: {
    title: 'Não há nada aqui',
    text: 'O SceneScore vive no Discord: experimente `/scenescore` lá.',
  },
} satisfies Texts['linkPages'];
