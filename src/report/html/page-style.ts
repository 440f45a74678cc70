import { DARK, LEVELS, levelColours, LIGHT, type Palette } from './palette.js';
import { inkOn } from './contrast.js';

/** The style of the page: light or dark, as the system or the reader chooses, and always light in print. */
export function pageStyle(): string {
  return [
    `:root{color-scheme:light;${variables(LIGHT, 'light')}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables(DARK, 'dark')}}}`,
    `@media screen{:root[data-theme=dark]{color-scheme:dark;${variables(DARK, 'dark')}}}`,
    ...Array.from(
      { length: LEVELS },
      (_, level) => `.q${level}{fill:var(--q${level})}.on${level}{fill:var(--on${level})!important}`,
    ),
    RULES.replaceAll(/\n\s*/g, ''),
  ].join('\n');
}

function variables(palette: Palette, theme: 'light' | 'dark'): string {
  const roles = Object.entries(palette).map(([role, colour]) => `--${role}:${colour}`);
  const levels = levelColours(theme).flatMap((colour, level) => [`--q${level}:${colour}`, `--on${level}:${inkOn(colour)}`]);
  return [...roles, ...levels].join(';');
}

const RULES = `
*,*::before,*::after{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{
  margin:0;background:var(--paper);color:var(--ink);
  font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;
  font-variant-numeric:tabular-nums;overflow-wrap:anywhere
}
h1,h2,h3,h4{line-height:1.2;font-weight:650;text-wrap:balance}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
p{margin:0 0 .75rem}
bdi{unicode-bidi:isolate}
[hidden]{display:none!important}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
.symbols{position:absolute}
.skip{position:absolute;left:-100vw;top:0;background:var(--paper);padding:.5rem 1rem;z-index:2}
.skip:focus{left:0}

.masthead{padding:2.25rem clamp(1rem,4vw,3rem) 1.75rem;border-bottom:1px solid var(--rule);background:var(--raised)}
.masthead>*{max-width:90rem;margin-inline:auto}
.kicker{margin-bottom:.35rem;color:var(--quiet);font-size:.85rem;letter-spacing:.04em}
.masthead h1{margin-block:0 .35rem;font-size:clamp(1.5rem,1.1rem + 1.6vw,2.25rem)}
.paper{color:var(--quiet);margin-bottom:1.25rem}
.tally{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem 2.25rem;margin-block:0 .75rem;padding:0}
.tally li{display:flex;align-items:baseline;gap:.5rem}
.tally .shape{width:1.35rem;height:1.35rem;align-self:center}
.tally .count{font-size:clamp(2rem,1.5rem + 1.5vw,2.75rem);font-weight:650;line-height:1.1}
.tally .words{color:var(--quiet)}
.expected{margin-bottom:1.1rem;font-size:1.05rem}
.counted{margin-bottom:1.1rem;color:var(--quiet)}
.expected.contrary{border-left:4px solid var(--refuted);padding-left:.9rem}
.expected.contrary p{margin:0}
.expected ul{margin:.25rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.25rem}
.run{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin-block:0;font-size:.92rem}
.run div{display:flex;gap:.45rem}
.run dt{color:var(--quiet)}
.run dd{margin:0;font-weight:550}

.page{max-width:96rem;margin-inline:auto;padding-inline:clamp(1rem,3vw,3rem)}
section{margin-block:2.25rem}
h2{margin:0 0 .75rem;font-size:1.5rem}
h3.group{margin:1.75rem 0 .75rem}
.lead{max-width:75ch}
#method p{max-width:80ch}
.note{color:var(--quiet);font-size:.92rem}

.contents{margin-block:1rem 0;font-size:.92rem}
.contents summary{cursor:pointer;font-weight:600;padding:.35rem 0}
.contents ul{list-style:none;margin:0;padding:0}
.contents .group{margin-top:.75rem;color:var(--quiet);font-size:.82rem}
.contents .group ul{font-size:.9rem;margin-top:.15rem}
.contents a{display:flex;align-items:center;gap:.45rem;padding:.16rem .3rem;border-radius:3px;color:var(--ink);text-decoration:none}
.contents a:hover{background:var(--raised)}
.contents a>span:not(.slug,.unseen){flex:none}
.contents .shape{width:.8rem;height:.8rem;flex:none}
.contents .slug{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.slug{color:var(--quiet);font-weight:400}
.flag{color:var(--refuted);font-weight:700}
#theme{margin-top:.9rem}
button{font:inherit;font-size:.88rem;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:5px;padding:.3rem .7rem;cursor:pointer;min-height:2rem}
button:hover{background:var(--raised)}
button[aria-pressed=true]{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.filter{display:flex;flex-wrap:wrap;gap:.45rem;margin-bottom:1rem}
.filter .chip.chip{background:none;padding:0}

.chip{display:inline-flex;align-items:center;gap:.35rem;padding:.12rem .5rem .12rem .4rem;border-radius:4px;font-size:.8rem;font-weight:650;letter-spacing:.02em;white-space:nowrap}
.shape{width:1em;height:1em;flex:none;vertical-align:-.12em}
.holds{color:var(--holds)}
.refuted{color:var(--refuted)}
.open{color:var(--open)}
.aside{color:var(--aside)}
.fault{color:var(--fault)}
.chip.holds{background:var(--holds-paper)}
.chip.refuted{background:var(--refuted-paper)}
.chip.open{background:var(--open-paper)}
.chip.aside{background:var(--aside-paper)}
.chip.fault{background:var(--fault-paper)}
.expectation{color:var(--quiet);font-size:.85rem;white-space:nowrap}
.expectation.contrary,b.contrary{color:var(--refuted);font-weight:650}
.expectation.contrary::before{content:"! "}

.scroll{position:relative;overflow-x:auto;margin-block:0 1rem}
table{border-collapse:collapse;overflow-wrap:break-word;font-size:.9rem;line-height:1.4}
caption{text-align:left;white-space:nowrap;color:var(--quiet);font-size:.85rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule);font-weight:400}
thead th{color:var(--quiet);font-size:.82rem;vertical-align:bottom}
.numbers th,.numbers td{text-align:right}
.numbers .w,.words th,.words td{text-align:left}
.verdicts{width:100%}
.verdicts th[scope=row]{white-space:nowrap}
.verdicts th a{font-weight:650}
.verdicts td:nth-child(2){white-space:nowrap}

.claim{border-top:1px solid var(--rule);padding-block:1.6rem .9rem}
.claim header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1rem;margin-bottom:.7rem}
.claim h3{margin:0;font-size:1.2rem}
.anchor{color:inherit;text-decoration:none}
.anchor:hover{text-decoration:underline}
.verdict{margin:0;display:flex;flex-wrap:wrap;gap:.3rem .7rem;align-items:center}
.statement{font:1.12rem/1.6 Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,"Liberation Serif",serif;max-width:62ch;margin-bottom:1rem}
.facts{margin:0 0 .8rem;font-size:.92rem}
.facts div{margin-bottom:.55rem}
.facts dt{color:var(--quiet);font-size:.8rem}
.facts dd{margin:0;max-width:68ch}
.finding{max-width:75ch}
.stopped{color:var(--quiet)}
.counts{font-size:.92rem;margin-bottom:.6rem}
.measured [data-as="count"],.expected [data-derived="contrary"]{font-weight:700}
.unmet,.factors,.failures,.explained{padding-left:1.1rem;font-size:.92rem;margin-block:0 .8rem}
.rest{color:var(--quiet)}
details.more,details.data{margin-block:0 .8rem;font-size:.92rem}
details>summary{cursor:pointer;color:var(--link);width:fit-content;padding-block:.2rem}
details[open]>summary{margin-bottom:.4rem}
details.data{font-size:.8rem;margin-block:.15rem 0}
details.data table{font-size:.85rem}
details.data .scroll{max-height:22rem;overflow:auto}

.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1.1rem 2rem;margin-block:.4rem 1.1rem;align-items:start}
.figures>*{min-width:0}
figure{margin:0;max-width:100%;width:max-content}
figure svg{display:block;max-width:100%;height:auto}
figcaption{font-size:.8rem;line-height:1.4;color:var(--quiet);max-width:20rem;margin-top:.2rem}
figcaption b{color:var(--ink);font-weight:600}
figure details.data{max-width:20rem}
.stack{max-width:100%}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;fill:var(--ink)}
svg .index{font-size:8px}
svg .small{font-size:9px}
svg .strong{font-weight:650}
svg .faint,.below text,.beside text{fill:var(--quiet)}
.below text{text-anchor:middle}
.beside text{text-anchor:end}
.tick{stroke:var(--quiet)}
.grid{stroke:var(--rule)}
.interval{fill:var(--holds)}
.violating{fill:var(--refuted)}
.rate{fill:var(--paper);stroke:var(--holds);stroke-width:2}
.allowed{fill:var(--raised)}
.limit{stroke:var(--mark);stroke-width:2}
.middle{stroke:var(--ink);stroke-width:2}
.hatching{stroke:var(--mark);stroke-width:1;opacity:.45}
.band{fill:var(--holds);opacity:.2}
.median{fill:none;stroke:var(--holds);stroke-width:2}
.case{fill:none;stroke:var(--mark);stroke-width:1.6;stroke-dasharray:5 3}
.winner{fill:none;stroke:var(--mark);stroke-width:3}
.bar{fill:var(--quiet)}
.bar.marked{fill:var(--holds)}
.law{fill:none;stroke-width:1.8}
.law.constant{stroke:var(--quiet);stroke-dasharray:2 3}
.law.polylogarithm{stroke:var(--holds)}
.law.power{stroke:var(--mark);stroke-dasharray:7 3}
.point{fill:var(--ink)}
.range{fill:none;stroke:var(--ink);stroke-width:1}
.held-out{stroke:var(--quiet);stroke-dasharray:1 3}
.missing{fill:none;stroke:var(--ink);stroke-width:1.4}
.readout{font-size:.8rem;min-height:1.2em;display:block}

.card{border:1px solid var(--rule);border-left:4px solid var(--refuted);border-radius:4px;padding:.9rem 1.1rem;margin-block:.4rem 1rem;background:var(--paper)}
.card.witness{border-left-color:var(--holds)}
.card h4{margin:0 0 .45rem;font-size:1rem}
.card .case{margin-bottom:.35rem;font-size:.92rem;max-width:80ch}
.miss{font-size:.92rem}
.prompt{background:var(--raised);border-radius:4px;padding:.6rem .85rem;margin-bottom:.8rem;font-size:.95rem}
.prompt p{margin:0 0 .35rem;line-height:2}
.key{color:var(--quiet);font-size:.8rem;margin-right:.4rem}
.fact{border:1px solid var(--rule);background:var(--paper);border-radius:4px;padding:.1rem .45rem;margin-right:.2rem;display:inline-block;max-width:100%;line-height:1.5}
.asked{border-color:var(--link);font-weight:600}
.prompt dl{display:flex;flex-wrap:wrap;gap:.2rem 1.75rem;margin:0}
.prompt dl div{display:flex;gap:.5rem}
.prompt dt{flex:none;color:var(--quiet)}
.prompt dd{margin:0}
.prompt dd::before{font-weight:700;margin-right:.3rem}
.prompt .right{color:var(--holds)}
.prompt .right::before{content:"✓"}
.prompt .wrong{color:var(--refuted)}
.prompt .wrong::before{content:"✗"}
.replay{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
code{font:.88em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--raised);border:1px solid var(--rule);border-radius:4px;padding:.2rem .45rem}

.matrix{font-size:.8rem}
.matrix th,.matrix td{padding:.25rem .5rem;border:1px solid var(--rule);white-space:nowrap}
.matrix thead th{vertical-align:bottom}
.matrix .turned{padding:.4rem .25rem}
.matrix .turned span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block;max-height:13rem;white-space:normal}
.matrix small{display:block;color:var(--quiet);font-size:.75rem;padding-left:1.25em}
.matrix .empty{color:var(--quiet);text-align:center}
.matrix tbody th{position:sticky;left:0;background:var(--paper)}
.cell{display:inline-flex;align-items:center;gap:.35em;margin-right:1.1rem}
td .cell{margin:0}
.legend{font-size:.88rem}

@media (min-width:75rem){
  .page{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 3rem}
  .contents{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding-block:1.75rem;margin:0}
  .contents details>summary{display:none}
  .contents details::details-content{content-visibility:visible;block-size:auto}
  .halves{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,8fr);gap:0 2.75rem}
}
@media (max-width:40rem){
  .tally{gap:.25rem 1.5rem}
  .verdicts,.verdicts tbody,.verdicts tr,.verdicts th,.verdicts td{display:block}
  .verdicts thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
  .verdicts th,.verdicts td{border:0;padding:.1rem 0}
  .verdicts tr{border-bottom:1px solid var(--rule);padding:.55rem 0}
  .card{padding:.75rem .8rem}
}
@media print{
  body{font-size:9.5pt}
  .contents,.skip,.filter,.copy,.unseen,#theme,details.data{display:none!important}
  .masthead{background:none;padding:0 0 .75rem}
  .page{padding:0;max-width:none}
  section{margin-block:1rem}
  a{color:inherit;text-decoration:none}
  figure,.card,tr{break-inside:avoid}
  h2,h3,h4,header{break-after:avoid}
  .scroll{overflow:visible}
  details.prose::details-content{content-visibility:visible;block-size:auto}
  details.prose>summary{color:inherit}
  .statement{font-size:11pt}
  svg,.chip{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
