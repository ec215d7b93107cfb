/// How a report looks: on a wide screen, on a telephone, in the dark and on paper.
enum ReportStyle {
  static let text = """
    :root {
      color-scheme: light dark;
      --ground: #ffffff; --panel: #f4f6f8; --ink: #1c2329; --faint: #55606b; --rule: #d3dae0;
      --bad: #a8201a; --part: #7d5200; --note: #1d5a91; --mark: #ffdf80; --mark-ink: #2b2000; --hit: #fff6dc;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #14181c; --panel: #1d242a; --ink: #e3e8ec; --faint: #a0acb7; --rule: #37424c;
        --bad: #ff938a; --part: #f3bd57; --note: #86bdf2; --mark: #7a5c00; --mark-ink: #fff6dc; --hit: #2c2a1e;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 60rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere;
    }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
    h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; }
    h3 { font-size: 1.05rem; margin: 0; }
    h4 { font-size: 1rem; margin: 1rem 0 .4rem; }
    p { margin: .4rem 0; }
    a { color: var(--note); }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--note); outline-offset: 2px; }
    header { border-bottom: 1px solid var(--rule); padding-bottom: 1rem; }
    .kind, .technical, .count, footer { color: var(--faint); font-size: .9rem; }
    .kind { margin: 0; }
    .outcome { font-size: 1.1rem; }
    .status { font-weight: 600; }
    .bad { color: var(--bad); } .part { color: var(--part); } .note { color: var(--note); }
    .pair { display: flex; flex-wrap: wrap; column-gap: 3rem; }
    .pair > section:first-child { flex: 3 1 20rem; } .pair > section { flex: 1 1 12rem; }
    table { border-collapse: collapse; }
    .facts, .counts { width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .25rem 0; }
    .facts th, .counts th { font-weight: 400; color: var(--faint); padding-right: 1rem; overflow-wrap: normal; }
    .facts th { width: 9.5rem; } .counts td { width: 5rem; text-align: right; font-variant-numeric: tabular-nums; }
    nav ol { margin: 0; padding-left: 1.5rem; }
    article { border: 1px solid var(--rule); border-radius: 8px; padding: 1rem; margin: 0 0 1rem; }
    article .line { margin: .15rem 0 .6rem; }
    .excerpt, .scroll { overflow-x: auto; border-radius: 6px; }
    .excerpt { background: var(--panel); margin: .6rem 0; }
    pre { margin: 0; padding: .6rem 0; width: max-content; min-width: 100%; }
    pre, code { font: .875rem/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
    .row { display: flex; padding-right: .75rem; }
    .number {
      flex: none; min-width: 4.5rem; padding-right: .75rem; text-align: right; color: var(--faint); user-select: none;
    }
    .source { white-space: pre; overflow-wrap: normal; }
    .hit { background: var(--hit); } .hit .number { color: var(--ink); font-weight: 700; }
    mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; font-weight: 600; }
    .list { width: 100%; font-size: .9rem; }
    .list th, .list td { border-bottom: 1px solid var(--rule); padding: .3rem .75rem .3rem 0; min-width: 4rem; }
    .list thead th { color: var(--faint); font-weight: 400; } .list tbody th { font-weight: 400; }
    summary { cursor: pointer; margin: .6rem 0; }
    .ways { padding-left: 1.5rem; } .ways li { margin-bottom: 1rem; }
    .command {
      display: inline-block; max-width: 100%; overflow-x: auto; white-space: nowrap; background: var(--panel);
      border-radius: 4px; padding: .2rem .5rem;
    }
    footer { border-top: 1px solid var(--rule); margin-top: 2rem; padding-top: .5rem; }
    @media (max-width: 34rem) {
      body { padding: 1rem .75rem 2rem; }
      article { padding: .75rem; }
      .facts th { width: 6.5rem; padding-right: .6rem; }
      .number { min-width: 3.25rem; padding-right: .5rem; }
      pre { width: auto; } .source { white-space: pre-wrap; overflow-wrap: anywhere; }
    }
    @media print {
      :root {
        --ground: #fff; --panel: #fff; --ink: #000; --faint: #444; --rule: #999; --bad: #000; --part: #000; --note: #000;
        --mark: #fff; --mark-ink: #000; --hit: #fff;
      }
      body { max-width: none; padding: 0; font-size: 10pt; }
      nav { display: none; }
      article, li, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
      pre { width: auto; } .source { white-space: pre-wrap; overflow-wrap: anywhere; }
      .excerpt { border: 1px solid #999; } .excerpt, .scroll { overflow: visible; } .command { white-space: pre-wrap; }
      mark { outline: 1px solid #000; text-decoration: underline; }
    }
    """
}
