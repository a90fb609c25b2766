/** How the part looks that the page's script draws: the colours and texts are those of the page. */
export const exploreStyle = `.choices{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;margin:1.25rem 0 .5rem}
.choices div{display:flex;flex-direction:column;gap:.2rem;max-width:100%}
.choices label{font-weight:600}
.choices select{min-height:2.75rem}
.notice{border-left:.3rem solid var(--caution);background:var(--caution-pale);padding:.5rem .75rem}
.notice:empty,.shown-marks:empty{display:none}
.shown-marks{color:var(--caution);font-weight:600;font-size:.9375rem}
.reading{color:var(--muted);font-size:.9375rem}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(14rem,100%),1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
main .multiples li{margin:0;min-width:0}
.multiples>li>button{all:unset;box-sizing:border-box;display:flex;flex-direction:column;width:100%;height:100%;padding:.5rem .75rem .6rem;border:1px solid var(--line);cursor:pointer}
.multiples>li>button:hover{border-color:var(--axis)}
.multiples>li>button[aria-expanded=true]{border-color:var(--focus);box-shadow:inset 0 0 0 1px var(--focus)}
.multiples>li>button:focus-visible,.close:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.multiples .name{font-weight:600;overflow-wrap:anywhere}
.multiples .value{font-size:.9375rem}
.multiples .side{font-size:.9375rem;font-weight:600}
.multiples .side.above::before{content:"\\25B2\\00A0"}
.multiples .side.below::before{content:"\\25BC\\00A0"}
.multiples svg{display:block;width:100%;height:auto;margin:.25rem 0}
.multiples text{font-size:11px;fill:var(--muted)}
.multiples .axis{stroke:var(--line);stroke-width:1;fill:none}
.multiples .band{fill:var(--focus-pale);stroke:var(--axis);stroke-width:.5}
.multiples .line{fill:none;stroke-linejoin:round;stroke-linecap:round}
.multiples .own{stroke:var(--focus);stroke-width:2}
.multiples .country{stroke:var(--axis);stroke-width:1.25}
.multiples .chance{stroke:var(--axis);stroke-width:3}
.multiples .newest{fill:var(--focus)}
.multiples .opened{grid-column:1/-1;border:1px solid var(--focus);padding:.75rem 1rem}
.opened-head{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem;margin-bottom:.5rem}
.multiples .opened h3{margin:0;overflow-wrap:anywhere}
.multiples .opened .finding{margin:.25rem 0}
.multiples .opened section{margin:0;padding:0;border:0}
.close{font:inherit;color:var(--focus);background:var(--background);border:1px solid var(--axis);border-radius:.25rem;padding:.4rem .75rem;min-height:2.75rem;cursor:pointer}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{.needs-script{display:none}}`;
