"""The Hugo site of the corpus: its configuration and its layouts, which make the pages that this project makes of it."""

LISTING = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time></li>{{ end }}</ul>{{ end }}
"""

FILES = {
    "hugo.toml": """baseURL = "https://example.org/"
title = "Corpus index"
disableKinds = ["section"]
[taxonomies]
  week = "weeks"
  company = "company"
[markup.highlight]
  codeFences = false
[outputs]
  home = ["HTML", "RSS"]
  term = ["HTML"]
  taxonomy = ["HTML"]
""",
    "layouts/_default/baseof.html": """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }} · {{ .Site.Title }}</title><meta name="description" content="{{ .Params.summary }}"><link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="/site.css"></head>
<body><header><nav><a href="/">Index</a> <a href="/weeks/">Weeks</a> <a href="/company/">Companies</a></nav></header><main>{{ block "main" . }}{{ end }}</main><footer><p>Index</p></footer></body></html>
""",
    "layouts/_default/single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1><p class="dek">{{ .Params.summary }}</p><p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time> · Score {{ .Params.score }} ({{ .Params.change }})</p>{{ .Content }}
{{ partialCached "table.html" . .Params.week }}
</article>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
""",
    "layouts/partials/table.html": """<table class="league"><thead><tr><th>#</th><th>Company</th><th>Strategy</th><th>Score</th><th>Wk</th></tr></thead><tbody>{{ range $i, $p := (sort (index .Site.Taxonomies.weeks (lower .Params.week)).Pages "Params.score" "desc") }}<tr><td>{{ add $i 1 }}</td><td><a href="{{ $p.RelPermalink }}">{{ $p.Params.name }}</a> {{ $p.Params.company }}</td><td>{{ $p.Params.strategy }}</td><td>{{ $p.Params.score }}</td><td>{{ if gt $p.Params.change 0 }}▲+{{ $p.Params.change }}{{ else if lt $p.Params.change 0 }}▼{{ $p.Params.change }}{{ else }}—0{{ end }}</td></tr>{{ end }}</tbody></table>
""",
    "layouts/_default/list.html": LISTING,
    "layouts/index.html": LISTING,
}
