/** Discord's look, dark and light, as far as a reply needs it. */
export const pageStyle = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.375 "gg sans","Noto Sans","Helvetica Neue",Helvetica,Arial,"Noto Color Emoji",sans-serif;background:#1a1b1e}
main{display:flex;flex-wrap:wrap;align-items:stretch}
section{flex:1 1 560px;min-width:min(560px,100%);padding:28px 20px 32px;color:var(--text);background:var(--back)}
.dark{--text:#dbdee1;--strong:#f2f3f5;--back:#313338;--card:#2b2d31;--muted:#949ba4;--link:#00a8fc;--code:#1e1f22;--button:#4e5058;--button-text:#fff;--field:#1e1f22;--line:#1e1f22}
.light{--text:#2e3035;--strong:#060607;--back:#fff;--card:#f2f3f5;--muted:#5c5e66;--link:#0068e0;--code:#e3e5e8;--button:#e0e1e5;--button-text:#2e3035;--field:#ebedef;--line:#d9dbdf}
.used{display:flex;align-items:center;gap:6px;margin:0 0 4px 56px;font-size:14px;color:var(--muted)}
.used b{color:var(--strong);font-weight:500}
.used code{color:var(--link);background:none;padding:0;font-family:inherit;font-size:14px}
article{display:flex;gap:16px}
.avatar{flex:0 0 40px;height:40px;border-radius:50%;background:linear-gradient(135deg,#6fb98f,#4a6fa5 55%,#f2a541);display:flex;align-items:center;justify-content:center;color:#fff;font-size:20px}
.body{flex:1;min-width:0}
.who{color:var(--strong);font-weight:500}
.badge{margin-left:5px;padding:1px 5px;border-radius:4px;background:#5865f2;color:#fff;font-size:10px;font-weight:600;vertical-align:2px}
.when{margin-left:8px;font-size:12px;color:var(--muted)}
.embed{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:16px;max-width:520px;margin-top:6px;padding:10px 16px 14px 12px;border-left:4px solid var(--accent);border-radius:4px;background:var(--card);font-size:14px;line-height:1.3}
.author{margin-top:4px;font-weight:600;color:var(--strong)}
.title{margin-top:6px;font-size:16px;font-weight:600;color:var(--strong);overflow-wrap:anywhere}
.text{margin-top:6px;overflow-wrap:anywhere}
.line{min-height:1.3em}
.fields{margin-top:8px}
.fields .name{font-weight:600;color:var(--strong)}
.foot{grid-column:1/-1;margin-top:10px;font-size:12px;color:var(--muted);white-space:pre-line;overflow-wrap:anywhere}
.thumb{grid-column:2;grid-row:1;width:80px;height:80px;margin-top:6px;border-radius:4px;object-fit:cover;display:block}
.large{grid-column:1/-1;width:100%;margin-top:12px;border-radius:4px;display:block}
.nothumb{display:flex;align-items:center;justify-content:center;font-size:32px;color:#fff;background:linear-gradient(135deg,#a63d57,#f2a541)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
small{font-size:12px;color:var(--muted)}
code{padding:2px 4px;border-radius:4px;background:var(--code);font:13px/1.4 Consolas,"DejaVu Sans Mono","Noto Sans Mono",monospace;white-space:pre}
.row{display:flex;flex-wrap:wrap;gap:8px;max-width:520px;margin-top:8px}
.button{display:inline-flex;align-items:center;gap:6px;min-height:32px;padding:2px 14px;border-radius:8px;background:var(--button);color:var(--button-text);font-size:14px;font-weight:500}
.button.off{opacity:.5}
.select{display:flex;justify-content:space-between;width:100%;padding:9px 12px;border:1px solid var(--line);border-radius:8px;background:var(--field);color:var(--muted);font-size:15px}
`;
