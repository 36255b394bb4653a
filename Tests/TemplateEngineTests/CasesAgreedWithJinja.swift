/// Templates and what Jinja2 3.1 prints for them, with autoescape and strict undefined names, and with booleans and
/// none printed as this language does.
let casesAgreedWithJinja: [(template: String, output: String)] = [
  ("{{ title }}", "Fish &amp; &#34;chips&#34;"),
  ("<a title=\"{{ title }}\">{{ \"<'>\" }}</a>", "<a title=\"Fish &amp; &#34;chips&#34;\">&lt;&#39;&gt;</a>"),
  ("{{ page.title }}{{ page[\"tags\"][1] }}{{ page.tags.0 }}{{ xs[-1] }}", "Tyxc"),
  ("{{ h }}{{ h ~ \"<\" }}{{ \"<\" ~ 1 }}", "<b>x</b><b>x</b>&lt;&lt;1"),
  ("a {%- if yes %} b {% endif -%} c", "a b c"),
  ("a {{- n -}} b", "a3b"),
  ("a {#- c -#} b{# x #} c", "ab c"),
  ("{% if no %}1{% elif n == 3 %}2{% else %}3{% endif %}", "2"),
  (
    "{% for x in xs %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.length }}{% if loop.first %}F{% endif %}{% if loop.last %}L{% endif %}{{ x }};{% endfor %}",
    "10323Fa;21213b;32103Lc;"
  ),
  ("{% for x in empty %}x{% else %}none{% endfor %}", "none"),
  ("{% set x = 1 %}{% for y in xs %}{% set x = x + 1 %}{{ x }}{% endfor %}{{ x }}", "2221"),
  ("{% set x = 1 %}{% if yes %}{% set x = 2 %}{% endif %}{{ x }}", "2"),
  ("{{ \"a\" if no else \"b\" if no else \"c\" }}", "c"),
  ("{{ 1 + 2 * 3 - 4 }}{{ -n }}{{ 2 * -n }}{{ 1 ~ 2 * 3 }}", "3-3-616"),
  ("{{ \"b\" in xs }}{{ \"z\" not in xs }}{{ \"is\" in title }}{{ \"title\" in page }}", "truetruetruetrue"),
  ("{{ not no and yes }}{{ no or \"x\" }}{{ zero and 1 }}{{ not n == 4 }}", "truex0true"),
  (
    "{{ missing is defined }}{{ n is defined }}{{ page.zip is not defined }}{{ nothing is none }}{{ n is not none }}",
    "falsetruetruetruetrue"
  ),
  (
    "{{ missing | default(\"d\") }}{{ page.zip | default(\"e\") }}{{ zero | default(5, true) }}{{ n | default(1) }}",
    "de53"
  ),
  (
    "{{ title | upper }}{{ title | lower }}{{ \"  a \" | trim }}|{{ xs | length }}{{ title | length }}",
    "FISH &amp; &#34;CHIPS&#34;fish &amp; &#34;chips&#34;a|314"
  ),
  (
    "{{ xs | join(\", \") }}{{ xs | join }}{{ [\"<\", h] | join(\"&\") }}{{ [\"<\", \"b\"] | join(\"&\") }}",
    "a, b, cabc&lt;&amp;<b>x</b>&lt;&amp;b"
  ),
  (
    "{{ xs | first }}{{ xs | last }}{{ title | replace(\"&\", \"and\") }}{{ \"<\" | escape }}{{ h | escape }}",
    "acFish and &#34;chips&#34;&lt;<b>x</b>"
  ),
  ("{% raw %}{{ x }} {% if %}{% endraw %}|  {%- raw -%}  y  {%- endraw %}", "{{ x }} {% if %}|y"),
  (
    "{{ [1, 2] == [1, 2] }}{{ 1 == true }}{{ \"a\" < \"b\" }}{{ 2 >= 3 }}{{ 1.5 + 1.25 }}{{ 0.1 + 0.2 == 0.3 or \"exact\" }}",
    "truetruetruefalse2.75true"
  ),
  ("{% for k in page %}{{ k }} {% endfor %}", "title tags "),
  ("{% for x in xs %}{% for y in xs %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}", "1231 1232 1233 "),
  ("{{ -n | default(1) }}{{ n - 1 }}{{ n -1 }}{{-1}}", "-3221"),
  ("{% for x in xs %}{% block b %}[{{ x is defined }}]{% endblock %}{% endfor %}", "[false][false][false]"),
  ("{% set v = 1 %}{% block b %}{{ v }}{% set v = 2 %}{{ v }}{% endblock b %}{{ v }}", "121"),
  ("{% for x in xs %}{% include \"part\" %}{% endfor %}{{ inner is defined }}", "a;b;c;false"),
  ("{% extends \"base\" %}{% set v = \"V\" %}{% block body %}[{{ super() }}|{{ v }}]{% endblock %}", "Ah[basei|V]ZV"),
  (
    "{% extends \"middle\" %}{% block body %}3{{ super() }}{% endblock %}{% block inside %}I{% endblock %}",
    "AH32baseIZ-"
  ),
  ("{%+ if yes +%} x {% endif %}{{ (1 + 2) * 3 }}{{ (missing) is defined }}", " x 9false"),
  (
    "{{ page.tags | first | upper ~ \"!\" }}{{ xs + [\"d\"] | length ~ \"\" if no else (xs + [\"d\"]) | length }}",
    "X!4"
  ),
  ("a\n\n", "a\n"),
  ("a\n", "a"),
  ("a\r\nb\r\n", "a\nb"),
  ("\n{% if yes %}\n  x\n{% endif %}\n", "\n\n  x\n"),
  ("{{ n }}\n", "3"),
  ("{{ n -}}\n\n x", "3x"),
  ("{% raw %}\n{% endraw %}\n", "\n"),
  ("", ""),
]
