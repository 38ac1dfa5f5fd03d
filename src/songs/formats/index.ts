/** Every format that can be read; among equally sure ones the earlier wins. */
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { itunesXml } from './itunes-xml.ts';
import { jsonList } from './json-list.ts';
import { jspf } from './jspf.ts';
import { m3u } from './m3u.ts';
import { spotifyData } from './spotify-data.ts';
import { textLines } from './text-lines.ts';
import { xspf } from './xspf.ts';

export const formats: readonly Format[] = [m3u, xspf, itunesXml, jspf, spotifyData, csv, jsonList, textLines];
