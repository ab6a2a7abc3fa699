namespace Rossby.Eval;

/// <summary>The report's style sheet: light, readable, at the width of a phone too; nothing is loaded from elsewhere.</summary>
internal static class ReportStyle
{
    /// <summary>CSS.</summary>
    public const string Css = """
        :root { color-scheme: light; --ink: #1a1a1a; --quiet: #5c5751; --line: #ddd8d1; --ground: #fbfaf8; --accent: #28587b; --best: #e9f1f7; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "DejaVu Sans", sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 64px; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 4px; }
        h2 { font-size: 1.25rem; margin: 44px 0 10px; padding-bottom: 6px; border-bottom: 2px solid var(--line); }
        h3 { font-size: 1rem; margin: 24px 0 8px; }
        p { margin: 8px 0; max-width: 46em; }
        .quiet, figcaption { color: var(--quiet); font-size: .92rem; }
        .notice { background: #fff3e2; border-left: 5px solid #c2701d; padding: 10px 14px; margin: 14px 0; max-width: none; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 14px; margin: 20px 0; }
        .card { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; }
        .card b { display: block; font-size: 2.1rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
        .card span { display: block; color: var(--quiet); font-size: .9rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; background: #fff; margin: 10px 0; min-width: 100%; }
        th, td { padding: 7px 12px; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; }
        thead tr + tr th:first-child { text-align: right; }
        thead th[colspan] { text-align: center; }
        thead th { color: var(--quiet); font-weight: 600; font-size: .88rem; border-bottom: 2px solid var(--line); vertical-align: bottom; }
        tr.network td, tr.network th { background: var(--best); font-weight: 600; }
        td.group, th.group { border-left: 1px solid var(--line); }
        td.diagonal { font-weight: 600; }
        ul.methods { padding-left: 1.2em; } ul.methods li { margin: 4px 0; }
        figure { margin: 18px 0 30px; }
        figure img { display: block; width: 100%; min-width: 620px; height: auto; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
        figcaption { margin-top: 6px; }
        details { margin: 10px 0; } summary { cursor: pointer; font-weight: 600; }
        pre { background: #fff; border: 1px solid var(--line); border-radius: 6px; padding: 12px 14px; overflow-x: auto; font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
        code { font: .92em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        @media print { .card, table, figure { break-inside: avoid; } details { display: block; } }
        """;
}
