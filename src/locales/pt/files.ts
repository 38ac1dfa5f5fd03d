/** What people read about playlist files and pasted lists. */
import type { Texts } from '../words.ts';
import { counting, number, songs } from './common.ts';

const rowsOf = counting({ one: 'linha', other: 'linhas' });
const filesOf = counting({ one: 'arquivo', other: 'arquivos' });

export const files = {
  failure: {
    tooLarge: (maxMegabytes) =>
      `Esse arquivo de playlist passa de ${maxMegabytes} MB. Divida o arquivo ou exporte menos músicas.`,
    blank: 'Esse arquivo de playlist está vazio. Exporte e tente de novo.',
    noRows: 'Essa playlist está vazia. Coloque músicas nela e tente de novo.',
    noSongs: (firstReason) =>
      `Não achei nenhuma música nessa playlist (a primeira linha: ${firstReason}). Veja o que tem nela e tente de novo.`,
    damaged: (kind) =>
      `Esse arquivo ${kind} está danificado, então não consegui ler. Exporte e tente de novo.`,
    unknownFormat:
      'Não conheço esse tipo de arquivo. Envie uma playlist em CSV, M3U, XSPF, JSPF, iTunes ou texto simples.',
    foreign: (kind) =>
      `Isso é ${kind}, e não uma lista de músicas. Exporte a playlist em CSV, M3U, XSPF ou texto simples e me envie.`,
    notText:
      'Esse arquivo não é uma playlist que eu saiba ler. Tente em CSV, M3U, XSPF, JSPF, iTunes ou texto simples.',
    unknownColumns:
      'Não descobri quais colunas dessa tabela são o título e o artista. Dê nome a elas na primeira linha, por exemplo "Title,Artist".',
    videoStream:
      'Esse M3U8 é a lista de partes de um vídeo, e não uma lista de músicas. Anexe uma playlist de músicas.',
    zip: 'Esse arquivo parece um zip ou uma planilha, e não uma playlist. Descompacte ou salve como CSV.',
    pdf: 'Esse arquivo parece um PDF, e não uma playlist. Cole as músicas como texto.',
    picture: 'Esse arquivo parece uma imagem, e não uma playlist. Envie a playlist como arquivo ou link.',
    compressed: 'Esse arquivo parece compactado, e não uma playlist. Descompacte antes.',
    music: 'Esse arquivo parece uma música, e não uma playlist. Anexe a lista, não a música.',
    noSound: 'Não consegui ouvir nada nessa música. Anexe em MP3, FLAC, Ogg Vorbis, Opus ou WAV.',
    listeningOff:
      'Aqui não ouço arquivos de música. Anexe um arquivo de playlist ou me dê o link da playlist.',
    emptyPlaylist: (title) => `“${title}” está vazia: adicione músicas ou me dê outra playlist.`,
    nothingToRank: (title, total, reason) =>
      `Não achei em “${title}” músicas que eu possa comparar: ${reason}${
        total > 1 ? `, e assim todas as ${number(total)}` : ''
      }. Me dê uma playlist com músicas.`,
  },
  foreign: {
    richText: 'um documento de texto formatado',
    kodi: 'uma playlist inteligente do Kodi, que contém regras',
    page: 'uma página da web ou um documento',
    xml: 'um arquivo XML de um tipo que não conheço',
    calendar: 'um calendário ou um cartão de contato',
    foobar: 'uma playlist no formato próprio do foobar2000 (FPL)',
    database: 'um banco de dados',
    serato: 'um crate ou um histórico do Serato no formato próprio dele',
    binaryList: 'uma lista de propriedades em forma binária',
    office: 'um documento antigo de escritório',
    archive: 'um arquivo compactado',
  },
  reason: {
    podcast: 'um podcast ou audiolivro, não uma música',
    localFile: 'um arquivo no dispositivo de alguém',
    noTitle: 'linha sem título',
    noArtist: 'falta o artista: escreva “Artista - Título”',
    bareLink: 'um link sem nome',
    markup: 'parte de um programa ou documento, não uma música',
    longLine: 'uma linha longa demais para ser uma música',
    notSound: 'não é um arquivo de som que eu saiba ler',
    missing: 'está na playlist, mas falta no arquivo',
    unknown: 'não deu para ler',
  },
  notice: {
    cut: (total, isMore, read) =>
      `Essa playlist tem ${isMore ? 'mais de ' : ''}${rowsOf(total)}; li as primeiras ${songs(read)}.`,
    manySkipped: (skipped, listed) =>
      `Não deu para ler ${rowsOf(skipped)}; as primeiras ${number(listed)} estão listadas.`,
    severalPlaylists: (playlists) =>
      `Esse arquivo tem ${number(playlists)} playlists; li como se fosse uma só.`,
    duplicates: (count) =>
      count === 1
        ? 'Havia 1 música repetida na playlist: ela conta uma vez só.'
        : `Havia ${number(count)} repetições na playlist: cada música conta uma vez só.`,
    overlap: (count) =>
      count === 1
        ? '1 música está em mais de uma das playlists; ela conta uma vez só.'
        : `${songs(count)} estão em mais de uma das playlists; cada uma conta uma vez só.`,
    needsFfmpeg: (count) =>
      `Não consegui ouvir ${count === 1 ? 'um arquivo' : filesOf(count)} com AAC: para isso falta o ffmpeg neste computador.`,
    firstPart: (title, total, read) => `“${title}” tem ${songs(total)}; li as primeiras ${number(read)}.`,
  },
} satisfies Texts['files'];
