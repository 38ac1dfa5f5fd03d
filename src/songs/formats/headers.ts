/**
 * What the columns of song tables are called: by Exportify in its fifteen languages, the Music app in its own,
 * TuneMyMusic, Soundiiz, Spotify's data download, and by people. Of several columns for one field, the one whose
 * name comes first here wins.
 */
export const headerNames = {
  title:
    'Track Name|Track Title|Song Name|Song Title|Track|Title|Song|Name|master_metadata_track_name|' +
    'Track-Name|Titel|Titelname|Liedtitel|Lied|Song-Titel|Nom du titre|Titre|Nom du morceau|Morceau|Chanson|Nom|' +
    'Nombre de la canción|Nombre de canción|Título de la canción|Canción|Título|Pista|Nombre|' +
    'Nome da faixa|Nome da música|Faixa|Música|Nome|Nome della traccia|Nome brano|Traccia|Brano|Titolo|Canzone|' +
    'Nummernaam|Naam van nummer|Nummer|Naam|Låtens namn|Låtnamn|Låt|Namn|Titel på låt|Sang|Navn|Tittel|' +
    'Kappale|Kappaleen nimi|Nimi|Parça Adı|Şarkı Adı|Şarkı|Parça|Ad|Adı|Όνομα κομματιού|Τίτλος|Τραγούδι|Όνομα|' +
    'Utwór|Tytuł|Tytuł utworu|Nazwa|Název|Název skladby|Skladba|Dal címe|Cím|Titlu|Piesă|Melodie|' +
    'Название|Название трека|Трек|Песня|Композиция|Назва|Назва треку|Пісня|Judul|Lagu|Judul lagu|Tên bài hát|Bài hát|' +
    'トラック名|曲名|タイトル|名前|曲目名称|曲目名稱|曲目|歌名|歌曲|歌曲名|歌曲名称|标题|標題|名称|名稱|' +
    '곡명|제목|노래|노래 제목|이름|اسم الأغنية|الأغنية|العنوان|الاسم|שם השיר|שיר|שם|गाना|गीत|शीर्षक',
  artist:
    'Artist Name(s)|Artist Names|Artist Name|Artists|Artist|Performer|Creator|Band|' +
    'master_metadata_album_artist_name|Künstlername(n)|Künstlername|Künstler|Interpret|Interpreten|' +
    "Nom(s) de l'artiste|Nom de l'artiste|Artiste|Artistes|Interprète|Nombre(s) del artista|Nombre del artista|Artista|" +
    "Artistas|Intérprete|Nome(s) do artista|Nome do artista|Nome dell'artista|Artisti|Interprete|Naam van artiest|" +
    'Artiest|Artiesten|Artiestnaam|Artistens namn|Artistnamn|Artister|Kunstner|Esittäjä|Artisti|Sanatçı Adı|Sanatçı|' +
    'Όνομα/τα καλλιτέχνη|Καλλιτέχνης|Wykonawca|Artysta|Wykonawcy|Interpret skladby|Umělec|Előadó|Artist piesă|' +
    'Исполнитель|Артист|Исполнители|Виконавець|Artis|Penyanyi|Nghệ sĩ|Ca sĩ|アーティスト名|アーティスト|歌手|艺人名称|艺人|' +
    '藝人名稱|藝人|Artist 名|艺术家|藝術家|表演者|演唱者|아티스트|가수|أسماء الفنانين|اسم الفنان|الفنان|שם האמן|אמן|कलाकार|गायक',
  albumArtist:
    'Album Artist Name(s)|Album Artist|Albumartist|Album-Künstlername(n)|Albuminterpret|Album-Interpret|' +
    "Nom(s) de l'artiste de l'album|Artiste de l'album|Nombre(s) del artista del álbum|Artista del álbum|" +
    "Nome(s) do artista do álbum|Artista do álbum|Nome dell'artista dell'album|Artista dell'album|" +
    'Naam van artiest op het album|Albumartiest|Albumartistens namn|Albumets artist|Albümdeki Sanatçı Adı|' +
    'Όνομα/τα καλλιτέχνη άλμπουμ|アルバムアーティスト名|アルバムアーティスト|专辑艺人名称|專輯藝人名稱|專輯 Artist 名|أسماء فناني الألبوم',
  album:
    "Album Name|Album Title|Album|master_metadata_album_album_name|Album-Name|Albumname|Albumtitel|Nom de l'album|" +
    "Nombre del álbum|Álbum|Disco|Nome do álbum|Nome dell'album|Naam van album|Albumets namn|Albüm Adı|Albüm|" +
    'Όνομα άλμπουμ|Άλμπουμ|Albumi|Альбом|Название альбома|アルバム名|アルバム|专辑名称|专辑|專輯名稱|專輯名|專輯|앨범|앨범명|' +
    'اسم الألبوم|الألبوم|אלבום|एल्बम',
  year:
    'Album Release Date|Release Date|Release Year|Year|Released|Date|Veröffentlichungsdatum des Albums|Jahr|' +
    "Erscheinungsjahr|Date de sortie de l'album|Année|Fecha de lanzamiento del álbum|Año|Data de lançamento do álbum|Ano|" +
    "Data di rilascio dell'album|Anno|Releasedatum van het album|Jaar|Albumets releasedatum|År|Vuosi|Albüm Çıkış Tarihi|" +
    'Yıl|Ημερομηνία κυκλοφορίας άλμπουμ|Έτος|Rok|Év|An|Год|Рік|Tahun|Năm|アルバム発売日|年|专辑发行日期|專輯發行日期|專輯發行日|' +
    '年份|연도|발매일|تاريخ إصدار الألبوم|السنة|שנה|वर्ष',
  duration:
    'Track Duration (ms)|Duration (ms)|Track Duration|Duration|Length|Time|Total Time|duration_ms|Track-Dauer (ms)|Dauer|Länge|' +
    'Durée du titre (ms)|Durée|Duración de la canción (ms)|Duración|Tiempo|Duração da faixa (ms)|Duração|Tempo|' +
    'Durata della traccia (ms)|Durata|Nummerduur (ms)|Duur|Tijd|Låtlängd (ms)|Längd|Tid|Varighed|Kesto|Parça Süresi (ms)|' +
    'Süre|Διάρκεια κομματιού (ms)|Διάρκεια|Czas|Czas trwania|Délka|Длительность|Время|Тривалість|Durasi|Thời lượng|' +
    'トラックの長さ（ミリ秒）|時間|長さ|曲目时长（毫秒）|曲目長度（毫秒）|曲目時長（毫秒）|时长|時長|时间|재생시간|시간|' +
    'مدة الأغنية (بالمللي ثانية)|المدة|משך',
  isrc: 'ISRC|ISRC Code|ISRC-Code|Track ISRC',
  url:
    'Track URI|Spotify URI|Track URL|Spotify URL|URL|URI|Link|Track Uri|spotify_track_uri|Spotify Track Id|Location|Track-URI|' +
    'URI du titre|URI de la canción|URI da faixa|URI della traccia|Nummer URI|Låtens URI|Parça URI|URI κομματιού|トラックURI|' +
    '曲目 URI|歌 Link|رابط الأغنية (URI)|Apple Music URL|YouTube URL|Deezer URL',
  artistUris:
    "Artist URI(s)|Artist URIs|Künstler-URI(s)|URI(s) de l'artiste|URI(s) del artista|URI(s) do artista|URI dell'artista|" +
    'Artiest-URI|Artistens URI|Sanatçı URI|URI καλλιτέχνη/ων|アーティストURI|艺人 URI|藝人 URI|Artist Link|روابط الفنانين (URI)',
  cover:
    "Album Image URL|Cover|Cover URL|Artwork|Image|Album-Bild-URL|URL de l'image de l'album|URL de la imagen del álbum|" +
    "URL da imagem do álbum|URL dell'immagine dell'album|Album afbeelding-URL|Albumets bild-URL|Albüm Resim URL'si|" +
    'URL εικόνας άλμπουμ|アルバム画像URL|专辑封面 URL|專輯封面 URL|專輯封面條 Link|رابط صورة الألبوم',
  genres:
    'Genres|Genre|Artist Genres|Album Genres|Style|Künstler-Genres|Album-Genres|Stil|Musikrichtung|' +
    "Genres de l'artiste|Genres de l'album|Géneros del artista|Géneros del álbum|Género|Géneros|Gêneros do artista|" +
    "Gêneros do álbum|Gênero|Generi dell'artista|Generi dell'album|Genere|Genres van de artiest|Genres van het album|" +
    'Artistens genrer|Albumets genrer|Genrer|Laji|Sanatçı Türleri|Albüm Türleri|Tür|Είδη καλλιτέχνη|Είδη άλμπουμ|Είδος|' +
    'Gatunek|Žánr|Műfaj|Gen|Жанр|Жанры|アーティストジャンル|アルバムジャンル|ジャンル|艺人流派|专辑流派|流派|藝人曲風|專輯曲風|曲風|類型|장르|' +
    'أنواع الفنان|أنواع الألبوم|النوع|ז׳אנר|शैली',
  valence:
    'Valence|Valenz|Valencia|Valência|Valenza|Valentie|Valens|Duygusallık|Θετικότητα|感情値|情绪效价|情緒效價|الإيجابية',
  energy: 'Energy|Energie|Énergie|Energía|Energia|Energi|Enerji|Ενέργεια|エネルギー|能量|الطاقة',
  playlist: 'Playlist name|Playlist|Playlist Title|Playlistname|Playlist-Name',
  type: 'Type|Media Kind|Kind|Content Type',
  spotifyId: 'Spotify - id|Spotify ID',
  youtubeId: 'YouTube - id|Youtube Music - id|YouTube ID|Video ID',
  deezerId: 'Deezer - id|Deezer ID',
} as const;
