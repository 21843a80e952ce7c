/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The style sheet and the script of a page. Zooming and reading need no script;
 * it only shows under the map what a tapped bar is, since a phone has no
 * pointer.
 */
#include "tools/page/html.h"

static const char style[] =
	":root{--text:#1a1a1a;--page:#fff;--soft:#5c5c5c;--line:#d8d8d8;"
	"--gone:#b3261e;--new:#1b6e2d;color-scheme:light dark}\n"
	"@media(prefers-color-scheme:dark){:root{--text:#e6e6e6;--page:#161616;"
	"--soft:#a0a0a0;--line:#3a3a3a;--gone:#f2877f;--new:#7fd58f}}\n"
	"body{font:16px/1.5 system-ui,sans-serif;color:var(--text);"
	"background:var(--page);margin:0 auto;padding:1rem;max-width:76rem}\n"
	"h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}\n"
	"h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid "
	"var(--line)}\nh3{font-size:1rem;margin:1.2rem 0 .3rem}\n"
	"nav a{margin-right:1rem;white-space:nowrap}\n"
	"a{color:inherit}\n"
	"code,pre{font:13px/1.5 ui-monospace,monospace}\n"
	"pre{overflow-x:auto;margin:.3rem 0 1rem}\n"
	".facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0;"
	"padding:0;list-style:none}\n"
	".facts b{display:block;font-size:1.25rem}\n"
	".facts li,.side,.here,.legend,nav{color:var(--soft);font-size:.9rem}\n"
	".facts b{color:var(--text)}\n"
	"#map input{position:absolute;opacity:0}\n"
	"#map label{display:inline-block;border:1px solid var(--line);"
	"border-radius:.3rem;padding:.1rem .8rem;margin:0 .3rem .5rem 0;"
	"cursor:pointer}\n"
	"#map input:checked+label{background:var(--text);color:var(--page)}\n"
	"#map input:focus-visible+label{outline:3px solid #4a90d9}\n"
	".map{overflow-x:auto;padding-bottom:.3rem}\n.wide{width:100%}\n"
	"#z4:checked~.map .wide{width:400%}\n"
	"#z16:checked~.map .wide{width:1600%}\n"
	".lane span,.side{position:sticky;left:0;display:inline-block;"
	"font-size:.8rem;margin:0;color:var(--soft)}\n"
	".side{font-weight:bold;display:block;margin-top:.6rem;width:6rem}\n"
	".lane svg{display:block;width:100%;height:2rem;"
	"background:var(--line)}\n"
	".lane:nth-child(n) rect{stroke:var(--page);stroke-width:.5;"
	"vector-effect:non-scaling-stroke}\n"
	".lane rect:hover,.lane rect.on{stroke:var(--text);stroke-width:3}\n"
	".axis{position:relative;height:1.4rem;font-size:.75rem;"
	"color:var(--soft)}\n.axis span{position:absolute;white-space:nowrap;"
	"border-left:1px solid var(--soft);padding-left:.2rem}"
	".axis .end{border:0;border-right:1px solid var(--soft);"
	"padding:0 .2rem}\n"
	".here{white-space:pre-line;min-height:4.5rem;margin:.3rem 0;"
	"overflow-wrap:anywhere}\n"
	".legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;"
	"list-style:none}\n"
	".legend svg{width:.9rem;height:.9rem;margin-right:.3rem;"
	"vertical-align:-.1rem}\n"
	".f{fill:#3b9c5a}.l{fill:#8cc63f}.b{fill:#9fd3c0}.r{fill:#e07b39}"
	".a{fill:#8a63c0}.d{fill:#b08d57}.v{fill:#7d8690}.s{fill:#2f8fc4}"
	".x{fill:#c2352b}\n"
	"table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
	"th,td{text-align:left;vertical-align:top;padding:.15rem .8rem .15rem "
	"0;"
	"border-bottom:1px solid var(--line)}\n"
	"td.n,th.n{text-align:right;white-space:nowrap}\n"
	".verdict{border-left:.3rem solid var(--line);padding:.4rem .8rem;"
	"margin:1rem 0}\n.verdict.no{border-color:var(--gone)}\n"
	".verdict.yes{border-color:var(--new)}\n"
	"del,ins{text-decoration:none;display:block}\n"
	"del{color:var(--gone)}del:before{content:\"- \"}\n"
	"ins{color:var(--new)}ins:before{content:\"+ \"}\n"
	"td.error,td.warning{font-weight:bold}td.error{color:var(--gone)}\n"
	"@media(max-width:40rem){body{padding:.7rem}code{font-size:12px}"
	"pre{font-size:11px}"
	"table.rows tr{display:block;padding:.3rem 0;"
	"border-bottom:1px solid var(--line)}"
	"table.rows td{display:inline;border:0;padding:0 .5rem 0 0}"
	"table.rows td:nth-child(2)::after{content:\"\\A\";white-space:pre}"
	"table.rows thead{display:none}}\n"
	"@media print{:root{--text:#000;--page:#fff;--soft:#444;--line:#bbb;"
	"--gone:#900;--new:#060}"
	"body{max-width:none;padding:0;font-size:10pt}"
	"nav,#map input,#map label,.here{display:none}"
	".wide{width:100%!important}.map{overflow:visible}"
	"h2,h3{break-after:avoid}tr,.verdict{break-inside:avoid}"
	"pre{white-space:pre-wrap;font-size:7.5pt}"
	"code{font-size:8pt}table{font-size:8.5pt}"
	"rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	"}\n";

static const char script[] =
	"(function(){\n"
	"var here=document.getElementById('here'),on=null;\n"
	"function show(e){var r=e.target.closest?e.target.closest('.lane rect')"
	":null;if(!r)return;if(on)on.classList.remove('on');on=r;"
	"r.classList.add('on');"
	"here.textContent=r.querySelector('title').textContent}\n"
	"document.addEventListener('click',show);\n"
	"document.addEventListener('pointerover',show);\n"
	"})();\n";

void html_style(const struct sink *out)
{
	print(out, "<style>\n%s</style>\n", style);
}

void html_script(const struct sink *out)
{
	print(out, "<script>\n%s</script>\n", script);
}
